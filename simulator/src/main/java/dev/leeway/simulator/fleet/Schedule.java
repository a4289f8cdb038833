package dev.leeway.simulator.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When an agent's runs start: few an hour with a daily rhythm for days, many a minute in the last
 * hours.
 */
record Schedule(
    Duration history, Duration dense, double sparseRunsPerHour, double denseRunsPerMinute) {
  static final Schedule DEMO = new Schedule(Duration.ofDays(8), Duration.ofHours(3), 7, 12);

  /** Starts between {@code now - history} and {@code now}, ascending. */
  List<Instant> starts(Instant now, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Instant> starts = new ArrayList<>();
    Instant denseFrom = now.minus(dense);
    Instant at = now.minus(history);
    while (true) {
      double perSecond =
          at.isBefore(denseFrom) ? sparseRunsPerHour / 3600 * rhythm(at) : denseRunsPerMinute / 60;
      double gapSeconds = -Math.log(1 - random.nextDouble()) / perSecond;
      Instant next = at.plusNanos(Math.round(gapSeconds * 1e9));
      if (at.isBefore(denseFrom) && next.isAfter(denseFrom)) {
        // An exponential gap has no memory: start again where the rate changes.
        at = denseFrom;
        continue;
      }
      if (!next.isBefore(now)) {
        return starts;
      }
      starts.add(next);
      at = next;
    }
  }

  /** Between 0.4 at night and 1.6 in the afternoon, 1 on average. */
  private static double rhythm(Instant at) {
    double hour = at.atZone(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
    return 1 - 0.6 * Math.cos((hour - 3) / 24 * 2 * Math.PI);
  }
}
