package dev.leeway.telemetry;

import dev.leeway.signals.event.EventFlag;
import dev.leeway.telemetry.convention.Coercion;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** What is odd about a span's times, seen from when the broker took it in (design section 2). */
final class TimeRules {
  private static final long AGE_MILLIS_MAX = Duration.ofDays(400).toMillis();
  private static final long AHEAD_MILLIS_MAX = Duration.ofMinutes(5).toMillis();
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private TimeRules() {}

  /** The epoch nanoseconds of an instant in ISO's spelling, quoted or not; zero when it is none. */
  static long nanosOf(String instant) {
    try {
      Instant at = Instant.parse(Coercion.unquoted(instant));
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS_PER_SECOND), at.getNano());
    } catch (DateTimeParseException | ArithmeticException e) {
      return 0;
    }
  }

  /** The bits of {@link EventFlag} for these times. */
  static int flagsOf(long startNanos, long endNanos, long appendMillis) {
    int flags = 0;
    long latest = Math.max(startNanos, endNanos);
    long earliest = startNanos;
    if (endNanos == 0) {
      flags |= EventFlag.END_MISSING.bit();
    } else if (endNanos < startNanos) {
      flags |= EventFlag.END_BEFORE_START.bit();
      earliest = endNanos;
    }
    if (earliest / NANOS_PER_MILLI < appendMillis - AGE_MILLIS_MAX) {
      flags |= EventFlag.TOO_OLD.bit();
    }
    if (latest / NANOS_PER_MILLI > appendMillis + AHEAD_MILLIS_MAX) {
      flags |= EventFlag.IN_FUTURE.bit();
    }
    return flags;
  }
}
