package dev.leeway.storage.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.TraceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiteralsTest {
  @Test
  void noByteOfATextCanEndItsLiteral() {
    assertThat(Literals.of("a' OR \\'ß"))
        .isEqualTo("'\\x61\\x27\\x20\\x4f\\x52\\x20\\x5c\\x27\\xc3\\x9f'");
    assertThat(Literals.of("")).isEqualTo("''");
  }

  @Test
  void idsAreTheirSixteenBytes() {
    assertThat(Literals.listOf(List.of(new TraceId(1, -1), new TraceId(0, 2))))
        .isEqualTo(
            "('\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff',"
                + " '\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02')");
  }
}
