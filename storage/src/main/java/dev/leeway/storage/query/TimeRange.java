package dev.leeway.storage.query;

import java.time.Duration;
import java.time.Instant;

/** From an instant, inclusive, to a later one, exclusive. */
public record TimeRange(Instant from, Instant to) {
  public TimeRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("range must end after it starts: " + from + " to " + to);
    }
  }

  public static TimeRange before(Instant to, Duration length) {
    return new TimeRange(to.minus(length), to);
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  /** The range of the same length that ends where this one starts. */
  public TimeRange previous() {
    return new TimeRange(from.minus(length()), from);
  }

  public TimeRange earlierBy(Duration step) {
    return new TimeRange(from.minus(step), to.minus(step));
  }

  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
