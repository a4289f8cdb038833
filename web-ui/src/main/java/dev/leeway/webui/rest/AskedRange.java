package dev.leeway.webui.rest;

import dev.leeway.storage.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The time range that a caller asked for: {@code from} and {@code to} as RFC 3339 instants. */
final class AskedRange {
  private static final Duration USUAL = Duration.ofDays(1);

  /** Times are stored as nanoseconds since 1970 in 64 bits. */
  private static final Instant LAST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

  private AskedRange() {}

  /** The last day where nothing is given. */
  static TimeRange of(@Nullable String from, @Nullable String to, InstantSource clock) {
    // Times are whole seconds in the windows; one more, so that now is inside.
    Instant end = to == null ? clock.instant().plusSeconds(1) : instant("to", to);
    Instant start = from == null ? end.minus(USUAL) : instant("from", from);
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("expected from before to, came " + start + " and " + end);
    }
    return new TimeRange(start, end);
  }

  /** An instant that can be stored. */
  static Instant instant(String name, String text) {
    Instant at = parsed(name, text);
    if (at.isBefore(Instant.EPOCH) || at.isAfter(LAST)) {
      throw new IllegalArgumentException(
          name + ": expected a time between 1970 and 2262, came " + text);
    }
    return at;
  }

  private static Instant parsed(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + ": expected an instant such as 2026-03-01T14:20:00Z, came " + text, e);
    }
  }
}
