package dev.leeway.signals.drift;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers and times read in a finding's sentence. */
public final class Numbers {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Numbers() {}

  /** Three significant digits below 1,000, whole thousands with separators above. */
  public static String plain(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    int decimals = size >= 10 ? 1 : size >= 0.1 ? 2 : size >= 0.001 ? 4 : 6;
    return String.format(Locale.ROOT, "%." + decimals + "f", value)
        .replaceFirst("(\\.\\d*?)0+$", "$1")
        .replaceFirst("\\.$", "");
  }

  public static String withUnit(double value, String unit) {
    return switch (unit) {
      case "" -> plain(value);
      case "$" -> "$" + plain(value);
      default -> plain(value) + " " + unit;
    };
  }

  public static String percent(double share) {
    double percent = 100 * share;
    return String.format(Locale.ROOT, percent >= 10 ? "%.0f %%" : "%.1f %%", percent);
  }

  public static String ratio(double ratio) {
    return "×"
        + String.format(Locale.ROOT, ratio >= 10 ? "%.0f" : ratio < 0.1 ? "%.2g" : "%.1f", ratio);
  }

  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  public static String timeOfDay(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }
}
