package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.drift.baseline.Histogram;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FourWeeksTest {
  private static final long NOW = Feed.START + 100 * DAY + 20 * 60_000;
  private static final String OUTCOME = "run.outcome";
  private final TreeMap<Long, Histogram> hours = new TreeMap<>();

  @Test
  void tenDaysOfHistoryAreTenOfTwentyEight() {
    seen(10, 0);
    assertThat(of(FourWeeks.RUNS))
        .isEqualTo(new FourWeeks(10, 0, Double.NaN, nowHour() - 28 * DAY, nowHour(), 240 * 100));
  }

  @Test
  void fromFourWeeksOnItKnowsWhatToExpectAndFromFiveOnItJudges() {
    seen(28, 0);
    assertThat(of(FourWeeks.RUNS).expected()).isEqualTo(100);
    assertThat(of(OUTCOME).expected()).isCloseTo(0.05, within(1e-6));
    assertThat(of(OUTCOME).judging()).isFalse();
    seen(36, 0);
    assertThat(of(FourWeeks.RUNS).judging()).isTrue();
    assertThat(of(FourWeeks.RUNS).days()).isEqualTo(28);
  }

  @Test
  void officeHoursAreLearnedByTheHourHoweverManyDaysAreKnown() {
    seen(49, 0);
    hours.keySet().removeIf(at -> !inOffice(at));
    FourWeeks seven = of(FourWeeks.RUNS);
    assertThat(seven.days()).isEqualTo(20);
    assertThat(seven.hours()).as("three weeks of forty hours").isEqualTo(120);
    assertThat(seven.judging()).isFalse();
    seen(70, 0);
    hours.keySet().removeIf(at -> !inOffice(at));
    assertThat(of(FourWeeks.RUNS).days()).isEqualTo(20);
    assertThat(of(FourWeeks.RUNS).judging()).isTrue();
  }

  @Test
  void anHourThatWasNotSeenLeavesNothingToExpectFromItsWeek() {
    seen(91, 0);
    hours.remove(nowHour() - 14 * DAY);
    assertThat(of(FourWeeks.RUNS).expected()).isNaN();
    assertThat(of(FourWeeks.RUNS).judging()).isTrue();
    hours.clear();
    seen(91, 3);
    assertThat(of(FourWeeks.RUNS).days()).as("of a silence until now").isEqualTo(26);
  }

  @Test
  void partsOfAnAgentAndWhatIsNotWatchedHaveNone() {
    seen(91, 0);
    assertThat(FourWeeks.of(SHOP.with("model", "m"), OUTCOME, Watches.defaults(), hours, NOW))
        .isEmpty();
    assertThat(FourWeeks.of(SHOP, "loop.repeat", Watches.defaults(), hours, NOW)).isEmpty();
    assertThat(FourWeeks.sourceOf(FourWeeks.RUNS)).isEqualTo(OUTCOME);
  }

  private FourWeeks of(String signal) {
    return FourWeeks.of(SHOP, signal, Watches.defaults(), hours, NOW).orElseThrow();
  }

  /** A hundred runs an hour, of which one in twenty fails, also in the hour that is going on. */
  private void seen(int days, int daysAgo) {
    for (long at = nowHour() - days * DAY; at <= nowHour() - daysAgo * DAY; at += HOUR) {
      hours.put(at, Histogram.of(Map.of(0, 5L), 95));
    }
  }

  private static boolean inOffice(long at) {
    return Math.floorMod(at / DAY, 7) < 5
        && Math.floorMod(at, DAY) / HOUR - 9 >= 0
        && Math.floorMod(at, DAY) / HOUR < 17;
  }

  private static long nowHour() {
    return NOW - Math.floorMod(NOW, HOUR);
  }
}
