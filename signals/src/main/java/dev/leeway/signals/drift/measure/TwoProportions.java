package dev.leeway.signals.drift.measure;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** A rate against a rate: effect sizes, and classical tests for reports. */
public record TwoProportions(Proportion reference, Proportion current) {

  public static TwoProportions of(long referenceK, long referenceN, long currentK, long currentN) {
    return new TwoProportions(
        new Proportion(referenceK, referenceN), new Proportion(currentK, currentN));
  }

  /**
   * Natural log of current over reference rate, half a run added to each count so that zero is
   * finite. Antisymmetric in the two.
   */
  public double logRateRatio() {
    return Math.log((current.k() + 0.5) / (current.n() + 1.0))
        - Math.log((reference.k() + 0.5) / (reference.n() + 1.0));
  }

  /**
   * Standard error of {@link #logRateRatio}: {@code sqrt(phi (1/(k+0.5) - 1/(n+1) + ...))} by the
   * delta method (Katz et al., Biometrics 34, 1978).
   */
  public double logRateRatioError(double phi) {
    return Math.sqrt(phi * (logVariance(current) + logVariance(reference)));
  }

  /** Interval of the rate ratio, from the normal interval of its log. */
  public Proportion.Interval rateRatioInterval(double confidence) {
    double z = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + confidence) / 2);
    double width = z * logRateRatioError(1);
    return new Proportion.Interval(
        Math.exp(logRateRatio() - width), Math.exp(logRateRatio() + width));
  }

  /** Cohen's h: {@code 2 asin sqrt(q) - 2 asin sqrt(p)}. Range [-pi, pi]. */
  public double cohenH() {
    return 2 * Math.asin(Math.sqrt(current.share())) - 2 * Math.asin(Math.sqrt(reference.share()));
  }

  /** Pearson's chi-square without continuity correction, one degree of freedom. */
  public ChiSquareTests.Result chiSquare() {
    return ChiSquareTests.homogeneity(
        new long[] {reference.k(), reference.n() - reference.k()},
        new long[] {current.k(), current.n() - current.k()});
  }

  /**
   * Fisher's exact two-sided p-value: the probability of all tables with these margins that are no
   * likelier than this one. Both samples together at most 2^31 - 1 runs.
   */
  public double fisherP() {
    int population = Math.toIntExact(reference.n() + current.n());
    int bad = Math.toIntExact(reference.k() + current.k());
    int sample = Math.toIntExact(current.n());
    HypergeometricDistribution tables = HypergeometricDistribution.of(population, bad, sample);
    double observed = tables.probability((int) current.k());
    double p = 0;
    for (int k = tables.getSupportLowerBound(); k <= tables.getSupportUpperBound(); k++) {
      double probability = tables.probability(k);
      // Equally likely tables differ by rounding only.
      p += probability <= observed * (1 + 1e-7) ? probability : 0;
    }
    return Math.min(1, p);
  }

  private static double logVariance(Proportion rate) {
    return 1 / (rate.k() + 0.5) - 1 / (rate.n() + 1.0);
  }
}
