package dev.leeway.signals.drift.measure;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A rate as k of n, with its confidence intervals. With few runs the intervals are wide; that is
 * their meaning.
 *
 * @param n positive
 */
public record Proportion(long k, long n) {
  public Proportion {
    if (!(n > 0 && k >= 0 && k <= n)) {
      throw new IllegalArgumentException("expected 0 <= k <= n and n > 0, came " + k + " of " + n);
    }
  }

  /** Limits of a two-sided interval. */
  public record Interval(double low, double high) {}

  public double share() {
    return (double) k / n;
  }

  /** Wilson's score interval (JASA 22, 1927): right on average, also near 0 and 1. */
  public Interval wilson(double confidence) {
    double z = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + confidence) / 2);
    double p = share();
    double centre = p + z * z / (2 * n);
    double spread = z * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
    double scale = 1 + z * z / n;
    return new Interval(
        Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale));
  }

  /** Clopper and Pearson's exact interval (Biometrika 26, 1934): never less than its level. */
  public Interval clopperPearson(double confidence) {
    double tail = (1 - confidence) / 2;
    double low =
        k == 0
            ? 0
            : BetaDistribution.of((double) k, n - k + 1.0).inverseCumulativeProbability(tail);
    double high =
        k == n ? 1 : BetaDistribution.of(k + 1.0, (double) n - k).inverseSurvivalProbability(tail);
    return new Interval(low, high);
  }
}
