package dev.leeway.signals.drift.measure;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

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
}
