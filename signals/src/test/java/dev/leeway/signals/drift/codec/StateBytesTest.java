package dev.leeway.signals.drift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateBytesTest {

  @Test
  void whatIsWrittenIsRead() {
    long[] numbers = {0, 1, -1, 63, 64, -65, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};
    double[] reals = {0, -0.0, 1.5, Double.NEGATIVE_INFINITY, Double.NaN, Double.MIN_VALUE};
    StateWriter writer = new StateWriter(3);
    for (long number : numbers) {
      writer.number(number);
    }
    for (double real : reals) {
      writer.real(real);
    }
    writer.text("näher").flag(true).texts(List.of("", "b"));

    StateReader reader = new StateReader(writer.bytes(), 3);
    assertThat(reader.version()).isEqualTo(3);
    for (long number : numbers) {
      assertThat(reader.number()).isEqualTo(number);
    }
    for (double real : reals) {
      assertThat(Double.doubleToLongBits(reader.real())).isEqualTo(Double.doubleToLongBits(real));
    }
    assertThat(reader.text()).isEqualTo("näher");
    assertThat(reader.flag()).isTrue();
    assertThat(reader.texts()).containsExactly("", "b");
  }

  @Test
  void bytesOfAnotherVersionOrCutShortAreRefused() {
    assertThatThrownBy(() -> new StateReader(new byte[] {4}, 3))
        .hasMessage("expected state of version 1 to 3, came 4");
    assertThatThrownBy(() -> new StateReader(new byte[0], 3))
        .hasMessage("expected state of version 1 to 3, came 0");
    byte[] whole = new StateWriter(1).text("abcdef").bytes();
    byte[] cut = Arrays.copyOf(whole, 4);
    assertThatThrownBy(() -> new StateReader(cut, 1).text())
        .hasMessage("size does not fit the state: 6");
    assertThatThrownBy(() -> new StateReader(new byte[] {1}, 1).number())
        .hasMessage("state ends early: 1 bytes");
    assertThatThrownBy(() -> new StateWriter(0)).hasMessage("version must be within [1, 127]: 0");
  }
}
