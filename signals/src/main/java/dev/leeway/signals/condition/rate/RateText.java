package dev.leeway.signals.condition.rate;

import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.window.Rate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How amounts of a rate are told. */
final class RateText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

  private RateText() {}

  /** Such as {@code 48 runs} or {@code $12.5}. */
  static String amount(Rate rate, double amount) {
    return switch (rate) {
      case RUNS -> Numbers.plain(amount) + " runs";
      case TOKENS -> Numbers.plain(amount) + " tokens";
      case COST -> "$" + Numbers.plain(amount);
    };
  }

  /** Such as {@code 2026-03-10 12:00 UTC}. */
  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC));
  }

  /** Minutes, hours or days, whichever reads best. */
  static String minutes(double minutes) {
    if (minutes < 120) {
      return Numbers.plain(Math.rint(minutes)) + " min";
    }
    double hours = minutes / 60;
    return hours < 48 ? Numbers.plain(hours) + " h" : Numbers.plain(hours / 24) + " days";
  }
}
