package dev.leeway.signals.drift.measure;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What PSI looks like from sampling alone.
 *
 * <p>With n and m runs in B bins and nothing changed, PSI is about {@code s chi2(B-1)} with {@code
 * s = 1/n + 1/m} (Yurdakul, Naranjo 2020); with a true PSI of t it is about {@code s ncx2(B-1,
 * t/s)} (after Potgieter et al., arXiv 2307.11878). Both assume expected counts of some 5 per bin;
 * with fewer the quantiles are too low. Over-dispersed runs count as {@code n / phi}: give {@code
 * s} accordingly.
 *
 * @param bins B, at least 2
 * @param scale s, positive
 */
public record PsiNull(int bins, double scale) {
  public PsiNull {
    if (bins < 2) {
      throw new IllegalArgumentException("bins must be >= 2: " + bins);
    }
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("scale must be positive: " + scale);
    }
  }

  public static PsiNull of(int bins, long n, long m) {
    return of(bins, n, m, 1);
  }

  /** Null of over-dispersed counts: phi of them tell as much as one. */
  public static PsiNull of(int bins, long n, long m, double phi) {
    if (!(n > 0 && m > 0 && phi >= 1)) {
      throw new IllegalArgumentException(
          "expected n, m > 0 and phi >= 1, came " + n + ", " + m + ", " + phi);
    }
    return new PsiNull(bins, phi / n + phi / m);
  }

  /** What PSI is on average when nothing changed. */
  public double mean() {
    return (bins - 1) * scale;
  }

  /** PSI less its mean under no change, at least zero. */
  public double debiased(double psi) {
    return Math.max(0, psi - mean());
  }

  /** The quantile of PSI when nothing changed. */
  public double quantile(double level) {
    return scale * ChiSquaredDistribution.of(bins - 1.0).inverseCumulativeProbability(level);
  }

  /**
   * The quantile of PSI when the true PSI is {@code tolerance}: what is above it shows, at that
   * level, a shift larger than what is tolerated.
   */
  public double toleranceLimit(double level, double tolerance) {
    return scale * new NoncentralChiSquare(bins - 1, tolerance / scale).quantile(level);
  }

  /**
   * What the true PSI may be: all values under which what was measured is neither too large nor too
   * small (a test inverted, as by Clopper and Pearson, Biometrika 26, 1934). From 500 standard
   * units on the normal law stands for the non-central chi-square.
   *
   * @param level such as 0.95
   */
  public Proportion.Interval interval(double psi, double level) {
    double tail = (1 - level) / 2;
    double units = psi / scale;
    if (units > 500) {
      double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(1 - tail);
      double lambda = units - (bins - 1);
      double width = z * Math.sqrt(2 * (bins - 1 + 2 * lambda));
      return new Proportion.Interval(Math.max(0, lambda - width) * scale, (lambda + width) * scale);
    }
    return new Proportion.Interval(
        scale * lambdaAt(units, 1 - tail), scale * lambdaAt(units, tail));
  }

  /** The non-centrality under which that much is a quantile of a level, to 1e-6 of the range. */
  private double lambdaAt(double units, double level) {
    double low = 0;
    double high = 4 * units + 40;
    if (new NoncentralChiSquare(bins - 1, 0).cumulative(units) <= level) {
      return 0;
    }
    for (int step = 0; step < 20; step++) {
      double middle = (low + high) / 2;
      if (new NoncentralChiSquare(bins - 1, middle).cumulative(units) > level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
