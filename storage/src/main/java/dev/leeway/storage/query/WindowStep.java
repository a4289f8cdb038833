package dev.leeway.storage.query;

import java.time.Duration;
import java.time.Instant;

/**
 * How finely a range is read: which stored windows, and how many of them make a point.
 *
 * @param windowSeconds 60 or 3600, the stored windows that are summed
 * @param stepSeconds length of a point, a multiple of it
 */
public record WindowStep(int windowSeconds, int stepSeconds) {
  /** A chart never has more points than this. */
  public static final int POINTS_MAX = 500;

  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  /** One-minute windows are kept for 14 days; a day of margin, since whole parts are dropped. */
  private static final Duration MINUTES_KEPT = Duration.ofDays(13);

  /** Above this a sum over one-minute windows reads more rows than it is worth. */
  private static final Duration MINUTES_READ_MAX = Duration.ofDays(4);

  private static final int[] STEPS = {
    60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800
  };

  /** The finest step that shows the range with at most so many points. */
  public static WindowStep of(TimeRange range, int points, Instant now) {
    if (!(points > 0 && points <= POINTS_MAX)) {
      throw new IllegalArgumentException("points must be 1 to " + POINTS_MAX + ": " + points);
    }
    boolean minutes =
        range.length().compareTo(MINUTES_READ_MAX) <= 0
            && range.from().isAfter(now.minus(MINUTES_KEPT));
    int window = minutes ? MINUTE : HOUR;
    long seconds = range.length().toSeconds();
    for (int step : STEPS) {
      // One more, because the range's first point starts before it.
      if (step >= window && seconds / step + 1 <= points) {
        return new WindowStep(window, step);
      }
    }
    long step = (seconds / points / 604_800 + 1) * 604_800;
    if (!(step <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "expected a range of at most %d s a point, came %s to %s with %d points"
              .formatted(Integer.MAX_VALUE, range.from(), range.to(), points));
    }
    return new WindowStep(window, (int) step);
  }

  /** The start of the point that an instant falls into. */
  public Instant floor(Instant at) {
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), stepSeconds) * stepSeconds);
  }
}
