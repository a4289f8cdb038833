package dev.leeway.webui.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers for people: thousands separated, no more digits than mean something. */
public final class Numbers {
  /** Stands for a number that does not exist, which is not zero. */
  public static final String NONE = "–";

  private Numbers() {}

  /** A whole number with separators, such as {@code 12,304}. */
  public static String count(long value) {
    return format(value);
  }

  /**
   * About three digits: {@code 0.0042}, {@code 3.14}, {@code 42.5}, {@code 1,234}, {@code 3.2 M}.
   */
  public static String significant(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return NONE;
    }
    if (size >= 1_000_000) {
      return trimmed(value / 1_000_000) + " M";
    }
    return size >= 100 ? format(Math.round(value)) : trimmed(value);
  }

  /** Two digits, for what is known within a percent or so: {@code 2.3}, {@code 14}. */
  public static String rough(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    return significant(value >= 10 ? Math.rint(value) : Math.rint(value * 10) / 10);
  }

  private static String trimmed(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : belowOne(size);
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static int belowOne(double size) {
    return Math.min(6, 1 - (int) Math.floor(Math.log10(size)));
  }

  private static String format(long value) {
    return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }
}
