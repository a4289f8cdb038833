package dev.leeway.webui.words;

import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;

/**
 * The difference between two distributions of one signal, said in words with its sample sizes.
 *
 * <p>The median decides the direction; where it stands still, the 95th percentile does. A shift is
 * said only if it is above 5 % and the 95 % confidence intervals of the two quantiles, by their
 * binomial ranks, are apart: what the samples cannot tell is not claimed.
 */
public final class EffectWords {
  /** Below this many values on either side nothing is claimed. */
  public static final int SAMPLE_MIN = 50;

  private static final double SAME = 0.05;
  private static final double Z_95 = 1.96;

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
    String sizes = " (n = %s, m = %s)".formatted(Numbers.count(n), Numbers.count(m));
    String median = shift(words, "median", 0.5, now.distribution(), baseline.distribution());
    String tail = shift(words, "p95", 0.95, now.distribution(), baseline.distribution());
    if (median.isEmpty() && tail.isEmpty()) {
      return "No change that the samples could tell: median %s%s"
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

  private static String shift(
      SignalWords words, String which, double q, Distribution current, Distribution baseline) {
    double now = current.quantile(q);
    double before = baseline.quantile(q);
    if (now == before || !apart(current, baseline, q)) {
      return "";
    }
    String values = "%s %s → %s".formatted(which, words.unit().say(before), words.unit().say(now));
    if (before == 0 || now == 0) {
      return (now > before ? words.more() : words.less()) + " (" + values + ")";
    }
    double ratio = now / before;
    if (Math.abs(ratio - 1) < SAME) {
      return "";
    }
    String much =
        ratio >= 2 || ratio <= 0.5
            ? Numbers.rough(Math.max(ratio, 1 / ratio)) + "× "
            : Math.round(Math.abs(ratio - 1) * 100) + " % ";
    return much + (ratio > 1 ? words.more() : words.less()) + " (" + values + ")";
  }

  private static boolean apart(Distribution a, Distribution b, double q) {
    return bound(a, q, -Z_95) > bound(b, q, Z_95) || bound(b, q, -Z_95) > bound(a, q, Z_95);
  }

  private static double bound(Distribution values, double q, double z) {
    double rank = q + z * Math.sqrt(q * (1 - q) / values.count());
    return values.quantile(Math.max(0, Math.min(1, rank)));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
