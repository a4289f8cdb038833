package dev.leeway.webui.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.Rate;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two runs a minute, whatever of a step was read. */
final class RatePerMinuteTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:10:00Z");
  private static final TimeRange WEEK = TimeRange.before(NOW, Duration.ofDays(7));
  private static final WindowStep THREE_HOURS = new WindowStep(3_600, 10_800);

  @Test
  void theStepThatIsGoingOnIsDividedByWhatHasPassedOfIt() {
    RatePerMinute rate = new RatePerMinute(Rate.RUNS, WEEK, THREE_HOURS, NOW);
    assertThat(rate.of(point("2026-03-10T12:00:00Z", 20))).isEqualTo(2);
    assertThat(rate.of(point("2026-03-10T09:00:00Z", 360))).isEqualTo(2);
  }

  @Test
  void theFirstStepIsDividedByTheHoursThatAreReadOfIt() {
    RatePerMinute rate = new RatePerMinute(Rate.RUNS, WEEK, THREE_HOURS, NOW);
    // From 12:10 on, so windows from 13:00 on.
    assertThat(rate.of(point("2026-03-03T12:00:00Z", 240))).isEqualTo(2);
  }

  @Test
  void inThePastTheLastWindowIsReadWhole() {
    RatePerMinute rate =
        new RatePerMinute(Rate.RUNS, WEEK.earlierBy(Duration.ofDays(30)), THREE_HOURS, NOW);
    assertThat(rate.of(point("2026-02-08T12:00:00Z", 120))).isEqualTo(2);
  }

  @Test
  void lessThanAMinuteSaysNothing() {
    WindowStep minutes = new WindowStep(60, 60);
    TimeRange hour = TimeRange.before(NOW.plusSeconds(20), Duration.ofHours(1));
    RatePerMinute rate = new RatePerMinute(Rate.RUNS, hour, minutes, NOW.plusSeconds(20));
    assertThat(rate.of(point("2026-03-10T12:10:00Z", 1))).isNaN();
    assertThat(rate.of(point("2026-03-10T12:09:00Z", 2))).isEqualTo(2);
    assertThat(rate.of(new WindowPoint(NOW.minusSeconds(600), SignalValues.EMPTY))).isNaN();
  }

  @Test
  void aRangeThatGoesOnIsDividedByWhatHasPassedOfIt() {
    TimeRange day = new TimeRange(NOW.minusSeconds(600), NOW.plusSeconds(86_400));
    RatePerMinute rate = new RatePerMinute(Rate.COST, day, new WindowStep(60, 300), NOW);
    assertThat(rate.of(values(20, 5))).isEqualTo(0.5);
  }

  private static WindowPoint point(String at, long runs) {
    return new WindowPoint(Instant.parse(at), values(runs, 0));
  }

  private static SignalValues values(long count, double sum) {
    return new SignalValues(count, sum, Distribution.EMPTY, new TreeMap<>(), 0);
  }
}
