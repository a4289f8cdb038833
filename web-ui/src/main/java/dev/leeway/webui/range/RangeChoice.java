package dev.leeway.webui.range;

import dev.leeway.storage.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range that a user chose, as it is written in the URL: {@code from=now-3h&to=now}, or two
 * instants in epoch milliseconds.
 */
public sealed interface RangeChoice {
  /** The longest range that is read: as long as findings and hourly windows are kept. */
  Duration LENGTH_MAX = Duration.ofDays(400);

  Duration LENGTH_MIN = Duration.ofMinutes(1);

  /** The last so much time; moves on with the clock. */
  record Relative(Duration length) implements RangeChoice {}

  /** A fixed range. */
  record Absolute(Instant from, Instant to) implements RangeChoice {}

  /** What the URL says; what it says wrongly is taken as the default. */
  static RangeChoice of(Map<String, String> parameters) {
    String from = parameters.getOrDefault("from", "");
    String to = parameters.getOrDefault("to", "");
    return relative(from)
        .filter(r -> to.isEmpty() || to.equals("now"))
        .or(() -> absolute(from, to))
        .orElseGet(RangeChoice::usual);
  }

  /** What is shown when the URL names no range. */
  static RangeChoice usual() {
    return new Relative(Duration.ofHours(3));
  }

  /** The URL's two parameters. */
  default Map<String, String> parameters() {
    return switch (this) {
      case Relative relative -> Map.of("from", "now-" + text(relative.length()), "to", "now");
      case Absolute absolute ->
          Map.of(
              "from", Long.toString(absolute.from().toEpochMilli()),
              "to", Long.toString(absolute.to().toEpochMilli()));
    };
  }

  default TimeRange resolve(Instant now) {
    return switch (this) {
      case Relative relative -> TimeRange.before(now, relative.length());
      case Absolute absolute -> new TimeRange(absolute.from(), absolute.to());
    };
  }

  /** A fixed range within what may be read; of the least length when it is shorter. */
  static RangeChoice between(Instant from, Instant to) {
    Duration length = Duration.between(from, to);
    if (length.compareTo(LENGTH_MIN) < 0) {
      return new Absolute(from, from.plus(LENGTH_MIN));
    }
    return new Absolute(length.compareTo(LENGTH_MAX) > 0 ? to.minus(LENGTH_MAX) : from, to);
  }

  private static Optional<RangeChoice> relative(String from) {
    Matcher matcher = Pattern.compile("now-(\\d{1,5})([mhd])").matcher(from);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration length =
        switch (matcher.group(2).charAt(0)) {
          case 'm' -> Duration.ofMinutes(amount);
          case 'h' -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        };
    boolean readable = length.compareTo(LENGTH_MIN) >= 0 && length.compareTo(LENGTH_MAX) <= 0;
    return readable ? Optional.of(new Relative(length)) : Optional.empty();
  }

  private static Optional<RangeChoice> absolute(String from, String to) {
    if (!from.matches("\\d{1,15}") || !to.matches("\\d{1,15}")) {
      return Optional.empty();
    }
    Instant start = Instant.ofEpochMilli(Long.parseLong(from));
    Instant end = Instant.ofEpochMilli(Long.parseLong(to));
    return start.isBefore(end) ? Optional.of(between(start, end)) : Optional.empty();
  }

  private static String text(Duration length) {
    if (length.toMinutes() % 60 != 0) {
      return length.toMinutes() + "m";
    }
    return length.toHours() % 24 != 0 || length.toHours() < 48
        ? length.toHours() + "h"
        : length.toDays() + "d";
  }
}
