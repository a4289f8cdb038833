package dev.leeway.telemetry.evaluation;

import java.time.Duration;

/**
 * When an evaluation counts: when it was given, unless that is no time that spans are believed with
 * either; then when the broker took it.
 */
final class GivenTime {
  private static final long AGE_MILLIS_MAX = Duration.ofDays(400).toMillis();
  private static final long AHEAD_MILLIS_MAX = Duration.ofMinutes(5).toMillis();
  private static final long NANOS_PER_MILLI = 1_000_000;

  private GivenTime() {}

  static long millis(long nanos, long appendMillis) {
    // Unsigned on the wire: what is beyond a signed long is the far future.
    long millis = nanos < 0 ? Long.MAX_VALUE : nanos / NANOS_PER_MILLI;
    boolean believed =
        millis > 0
            && millis >= appendMillis - AGE_MILLIS_MAX
            && millis <= appendMillis + AHEAD_MILLIS_MAX;
    return believed ? millis : appendMillis;
  }
}
