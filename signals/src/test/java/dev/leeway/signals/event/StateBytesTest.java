package dev.leeway.signals.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StateBytesTest {
  @ParameterizedTest
  @MethodSource("edges")
  void numbersComeBack(long number) {
    byte[] bytes =
        new StateWriter().count(number).signed(number).word(number).number((double) number).bytes();
    StateReader in = new StateReader("test", bytes);
    assertThat(in.count()).isEqualTo(number);
    assertThat(in.signed()).isEqualTo(number);
    assertThat(in.word()).isEqualTo(number);
    assertThat(in.number()).isEqualTo((double) number);
    in.end();
  }

  static LongStream edges() {
    return LongStream.of(
        0, 1, -1, 63, 64, -64, -65, 127, 128, 16_383, 16_384, Long.MAX_VALUE, Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE})
  void oddDoublesComeBack(double number) {
    assertThat(new StateReader("test", new StateWriter().number(number).bytes()).number())
        .isEqualTo(Double.valueOf(number));
  }

  @Test
  void aTextThatCameBeforeOrIsInTheDictionaryTakesOneByte() {
    StateDictionary dictionary = new StateDictionary(List.of("openai"));
    byte[] bytes =
        new StateWriter(dictionary).text("openai").text("gpt-5").text("gpt-5").text("").bytes();
    assertThat(bytes).hasSize(1 + (1 + 5) + 1 + 1);
    StateReader in = new StateReader("test", bytes, dictionary);
    assertThat(Stream.generate(in::text).limit(4)).containsExactly("openai", "gpt-5", "gpt-5", "");
  }

  @Test
  void aSizeBeyondTheBytesIsRefusedBeforeAnythingIsAllocated() {
    byte[] bytes = new StateWriter().count(Integer.MAX_VALUE).bytes();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StateReader("test", bytes).size())
        .withMessage("test bytes: expected at most 0 items, came 2147483647 at 5");
  }

  @Test
  void bytesBeyondTheEndAreRefused() {
    byte[] bytes = new StateWriter().octet(1).octet(2).bytes();
    StateReader in = new StateReader("test", bytes).version(1);
    assertThatIllegalArgumentException()
        .isThrownBy(in::end)
        .withMessage("test bytes: expected the end at 1, came 2 bytes");
  }

  @Test
  void aReferenceToNoTextIsRefused() {
    byte[] bytes = new StateWriter().count(4).bytes();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StateReader("test", bytes).text())
        .withMessage("test bytes: expected one of 0 texts, came 1");
  }
}
