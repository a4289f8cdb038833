package dev.leeway.telemetry.convention;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The unit of a key that holds a time. Emitters err, so a time longer than its span is read in the
 * next smaller unit that fits.
 */
public enum Unit {
  /** The key has no time. */
  NONE(0),
  SECONDS(1e9),
  MILLIS(1e6),
  NANOS(1),
  /** Emitters differ: the largest unit that fits into the span. */
  UNKNOWN(1e9);

  /**
   * Rounding and two clocks let a true time be a little longer than its span: seen, 21 in 20 ms.
   */
  private static final double TOLERANCE = 1.1;

  private static final double TOLERANCE_NANOS = 5e6;

  private static final double[] DESCENDING = {1e9, 1e6, 1e3, 1};

  private final double nanos;

  Unit(double nanos) {
    this.nanos = nanos;
  }

  /**
   * The nanoseconds, or null where no unit fits into the span; a span of unknown length fits all.
   */
  public @Nullable Long nanosOf(double value, long spanNanos) {
    double most = spanNanos > 0 ? spanNanos * TOLERANCE + TOLERANCE_NANOS : Long.MAX_VALUE;
    return Arrays.stream(DESCENDING)
        .filter(unit -> unit <= nanos)
        .map(unit -> value * unit)
        .filter(time -> time <= most)
        .mapToObj(Math::round)
        .findFirst()
        .orElse(null);
  }
}
