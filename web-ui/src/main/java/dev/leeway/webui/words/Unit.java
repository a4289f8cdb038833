package dev.leeway.webui.words;

import java.time.Duration;

/** What a number counts, and how it is written. The charts' script writes it the same way. */
public enum Unit {
  MILLIS("ms"),
  SECONDS("s"),
  TOKENS("tokens"),
  DOLLARS("usd"),
  SHARE("share"),
  COUNT("count"),
  PER_MINUTE("perMinute"),
  RATIO("ratio");

  private final String code;

  Unit(String code) {
    this.code = code;
  }

  /** The name that the charts' script knows. */
  public String code() {
    return code;
  }

  /** The number with its unit; an en dash where there is no number. */
  public String say(double value) {
    if (!Double.isFinite(value)) {
      return Numbers.NONE;
    }
    return switch (this) {
      case MILLIS -> Durations.say(Duration.ofNanos(Math.round(value * 1e6)));
      case SECONDS -> Durations.say(Duration.ofMillis(Math.round(value * 1e3)));
      case DOLLARS -> "$" + Numbers.significant(value);
      case SHARE -> Numbers.significant(value * 100) + " %";
      case PER_MINUTE -> Numbers.significant(value) + "/min";
      case RATIO -> Numbers.significant(value) + "×";
      case TOKENS, COUNT -> Numbers.significant(whole(value));
    };
  }

  /** A bucket stands for its values within 1 %: of things that are counted, the whole one. */
  private static double whole(double value) {
    double nearest = Math.rint(value);
    return Math.abs(value - nearest) <= 0.0101 * Math.abs(value) ? nearest : value;
  }
}
