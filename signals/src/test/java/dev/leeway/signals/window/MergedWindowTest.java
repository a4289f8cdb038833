package dev.leeway.signals.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MergedWindowTest {
  private static final Slice SHOP = Slice.ofAgent("default", "production", "shop");

  @Test
  void partialsOfOneKeyAddUp() {
    assertThat(
            MergedWindow.ofAll(
                List.of(
                    numbers(0, 3, 30, Map.of(5, 2L), "b", "d"),
                    numbers(0, 2, 20, Map.of(5, 1L, 9, 1L), "a", "c"),
                    numbers(60_000, 1, 10, Map.of(5, 1L), "e"))))
        .containsExactly(
            window(0, 60_000, 5, 50, Distribution.of(1, Map.of(5, 3L, 9, 1L)), "a", "b", "c"),
            window(60_000, 120_000, 1, 10, Distribution.of(0, Map.of(5, 1L)), "e"));
  }

  @Test
  void minutesAddUpToAPaneOverTheTimeOfAll() {
    MergedWindow first = MergedWindow.of(numbers(0, 1, 10, Map.of(5, 1L)));
    MergedWindow last = MergedWindow.of(numbers(240_000, 1, 10, Map.of(5, 1L)));
    MergedWindow pane = last.plus(first);
    assertThat(pane.fromMillis()).isZero();
    assertThat(pane.toMillis()).isEqualTo(300_000);
    assertThat(pane).isEqualTo(first.plus(last));
    assertThat(pane.minus(last).distribution()).isEqualTo(first.distribution());
  }

  @Test
  void categoriesAreCountedAndHaveNoZeros() {
    MergedWindow outcomes =
        MergedWindow.of(
            new WindowPartial(
                SHOP,
                "run.outcome",
                0,
                60,
                9,
                0,
                Map.of(),
                Map.of("OK", 7L, "ERROR", 2L),
                List.of()));
    assertThat(outcomes.countOf("OK")).isEqualTo(7);
    assertThat(outcomes.countOf("TIMEOUT")).isZero();
    assertThat(outcomes.countOutside(Set.of("OK"))).isEqualTo(2);
    assertThat(outcomes.distribution().count()).isZero();
  }

  @Test
  void windowsOfDifferentSlicesOrSignalsDoNotAddUp() {
    MergedWindow here = MergedWindow.of(numbers(0, 1, 10, Map.of(5, 1L)));
    MergedWindow there =
        MergedWindow.of(
            new WindowPartial(
                SHOP.with("model", "m"),
                "run.duration",
                0,
                60,
                1,
                1,
                Map.of(),
                Map.of(),
                List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> here.plus(there))
        .withMessageStartingWith("windows must be of one slice and signal: ");
  }

  @Test
  void theMeanOfNothingIsNone() {
    assertThat(MergedWindow.of(numbers(0, 0, 0, Map.of())).mean()).isNaN();
  }

  private static WindowPartial numbers(
      long start, long count, double sum, Map<Integer, Long> buckets, String... exemplars) {
    return new WindowPartial(
        SHOP, "run.duration", start, 60, count, sum, buckets, Map.of(), List.of(exemplars));
  }

  private static MergedWindow window(
      long from, long to, long count, double sum, Distribution distribution, String... exemplars) {
    return new MergedWindow(
        SHOP,
        "run.duration",
        from,
        to,
        count,
        sum,
        distribution,
        new TreeMap<>(),
        0,
        0,
        0,
        List.of(exemplars));
  }
}
