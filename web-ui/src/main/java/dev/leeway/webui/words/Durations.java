package dev.leeway.webui.words;

import java.time.Duration;
import java.time.Instant;

/** Lengths of time for people. */
public final class Durations {
  private Durations() {}

  /** One unit with about three digits: {@code 850 ms}, {@code 1.24 s}, {@code 14 min}. */
  public static String say(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    double size = Math.abs(millis);
    if (size < 1_000) {
      return Numbers.significant(millis) + " ms";
    }
    if (size < 60_000) {
      return Numbers.significant(millis / 1_000) + " s";
    }
    if (size < 3_600_000) {
      return Numbers.significant(millis / 60_000) + " min";
    }
    if (size < 86_400_000) {
      return Numbers.significant(millis / 3_600_000) + " h";
    }
    return Numbers.significant(millis / 86_400_000) + " d";
  }

  /** How long ago, in whole units: {@code just now}, {@code 40 s ago}, {@code 3 h ago}. */
  public static String ago(Instant at, Instant now) {
    long seconds = Duration.between(at, now).toSeconds();
    if (seconds < 10) {
      return "just now";
    }
    return whole(seconds) + " ago";
  }

  /**
   * A length in its largest whole unit, of two where the second says something: {@code 2 h 10 min}.
   */
  public static String whole(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min";
    }
    if (seconds < 86_400) {
      long minutes = seconds % 3_600 / 60;
      return seconds / 3_600 + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }
    long hours = seconds % 86_400 / 3_600;
    return seconds / 86_400 + " d" + (hours == 0 ? "" : " " + hours + " h");
  }
}
