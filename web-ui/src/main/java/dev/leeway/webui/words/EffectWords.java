package dev.leeway.webui.words;

import dev.leeway.storage.query.SignalValues;

/**
 * The difference between two distributions of one signal, said in words with its sample sizes.
 *
 * <p>The median decides the direction; where it stands still, the 95th percentile does. A shift
 * below 5 % is called none: with 1 % buckets and everyday samples it is no news.
 */
public final class EffectWords {
  /** Below this many values on either side nothing is claimed. */
  public static final int SAMPLE_MIN = 50;

  private static final double SAME = 0.05;

  private EffectWords() {}

  public static String say(SignalWords words, SignalValues now, SignalValues baseline) {
    long n = now.distribution().count();
    long m = baseline.distribution().count();
    if (m < SAMPLE_MIN) {
      return "No baseline to compare with yet: " + sample(m);
    }
    if (n < SAMPLE_MIN) {
      return "Not enough data to compare: " + sample(n);
    }
    String sizes =
        " (n = %s, m = %s)".formatted(Numbers.count(n), Numbers.count(m));
    String median = shift(words, "median", now.quantile(0.5), baseline.quantile(0.5));
    String tail = shift(words, "p95", now.quantile(0.95), baseline.quantile(0.95));
    if (median.isEmpty() && tail.isEmpty()) {
      return "No change worth mentioning: median %s%s"
          .formatted(words.unit().say(now.quantile(0.5)), sizes);
    }
    if (median.isEmpty()) {
      return "Same median, tail " + tail + sizes;
    }
    return capital(median) + (tail.isEmpty() ? "" : "; " + tail) + sizes;
  }

  private static String sample(long count) {
    return "%s of %s values".formatted(Numbers.count(count), Numbers.count(SAMPLE_MIN));
  }

  private static String shift(SignalWords words, String which, double now, double before) {
    String values =
        "%s %s → %s".formatted(which, words.unit().say(before), words.unit().say(now));
    if (before == 0 && now == 0) {
      return "";
    }
    if (before == 0 || now == 0) {
      return (now > before ? words.more() : words.less()) + " (" + values + ")";
    }
    double ratio = now / before;
    if (Math.abs(ratio - 1) < SAME) {
      return "";
    }
    String much =
        ratio >= 2 || ratio <= 0.5
            ? Numbers.significant(Math.max(ratio, 1 / ratio)) + "× "
            : Math.round(Math.abs(ratio - 1) * 100) + " % ";
    return much + (ratio > 1 ? words.more() : words.less()) + " (" + values + ")";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
