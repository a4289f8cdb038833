package dev.leeway.storage.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HourWindowsTest {
  private static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;

  @Test
  void minutesOfOneHourAddUpAndCancelledCountsLeave() {
    List<WindowPartial> hours =
        HourWindows.of(
            List.of(
                minute(SHOP, 10 * HOUR, 3, 6.5, Map.of(1, 2L, 5, 1L), Map.of("OK", 3L), "a"),
                minute(SHOP, 10 * HOUR + 59 * MINUTE, -1, -2.5, Map.of(5, -1L), Map.of("OK", -1L)),
                minute(SHOP, 11 * HOUR, 1, 1, Map.of(), Map.of("OK", 1L), "b")));
    assertThat(hours)
        .containsExactly(
            hour(10 * HOUR, 2, 4.0, Map.of(1, 2L), Map.of("OK", 2L), "a"),
            hour(11 * HOUR, 1, 1, Map.of(), Map.of("OK", 1L), "b"));
  }

  @Test
  void keepsTheLeastThreeExemplars() {
    List<WindowPartial> hours =
        HourWindows.of(
            List.of(
                minute(SHOP, 0, 2, 0, Map.of(), Map.of(), "d", "b"),
                minute(SHOP, MINUTE, 2, 0, Map.of(), Map.of(), "a", "c", "b")));
    assertThat(hours.getFirst().exemplars()).containsExactly("a", "b", "c");
  }

  @Test
  void slicesAndSignalsStayApart() {
    Slice model = SHOP.with("model", "m1");
    assertThat(
            HourWindows.of(
                List.of(
                    minute(SHOP, 0, 1, 0, Map.of(), Map.of()),
                    minute(model, 0, 1, 0, Map.of(), Map.of()))))
        .extracting(WindowPartial::slice)
        .containsExactly(SHOP, model);
  }

  private static WindowPartial minute(
      Slice slice,
      long start,
      long count,
      double sum,
      Map<Integer, Long> buckets,
      Map<String, Long> categories,
      String... exemplars) {
    return new WindowPartial(
        slice, "run.duration", start, 60, count, sum, buckets, categories, List.of(exemplars));
  }

  private static WindowPartial hour(
      long start,
      long count,
      double sum,
      Map<Integer, Long> buckets,
      Map<String, Long> categories,
      String... exemplars) {
    return new WindowPartial(
        SHOP, "run.duration", start, 3_600, count, sum, buckets, categories, List.of(exemplars));
  }
}
