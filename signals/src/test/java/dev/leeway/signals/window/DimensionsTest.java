package dev.leeway.signals.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DimensionsTest {
  @Test
  void valuesAreJoinedSortedAndOnce() {
    assertThat(Dimensions.join(List.of("search", "refund", "search", "")))
        .isEqualTo("refund\nsearch");
    assertThat(Dimensions.split("refund\nsearch")).containsExactly("refund", "search");
  }

  @Test
  void aLineBreakInAValueMakesNoSecondValue() {
    assertThat(Dimensions.split(Dimensions.join(List.of("a\nb\r")))).containsExactly("a b\r");
  }

  @Test
  void tooManyValuesEndInOther() {
    List<String> many = IntStream.range(10, 40).mapToObj(i -> "tool" + i).toList();
    List<String> kept = Dimensions.split(Dimensions.join(many));
    assertThat(kept).hasSize(Dimensions.VALUES_MAX).endsWith("tool24", Dimensions.OTHER);
  }
}
