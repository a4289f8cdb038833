package dev.leeway.signals.drift.measure;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * The non-central chi-square distribution, as the Poisson mixture {@code sum_j Poisson(j; lambda/2)
 * chi2(df + 2j)}.
 *
 * <p>Source: Johnson, Kotz, Balakrishnan, "Continuous Univariate Distributions" 2, chapter 29.
 * Terms are summed from the middle outwards until both tails of the Poisson weights are below
 * 1e-14.
 *
 * @param lambda non-centrality, 0 to 1e6
 */
public record NoncentralChiSquare(int degreesOfFreedom, double lambda) {
  private static final double WEIGHT_MIN = 1e-17;

  public NoncentralChiSquare {
    if (degreesOfFreedom < 1) {
      throw new IllegalArgumentException("degrees of freedom must be >= 1: " + degreesOfFreedom);
    }
    if (!(lambda >= 0 && lambda <= 1e6)) {
      throw new IllegalArgumentException("lambda must be within [0, 1e6]: " + lambda);
    }
  }

  /** Probability of at most x. */
  public double cumulative(double x) {
    if (!(x > 0)) {
      return 0;
    }
    if (lambda == 0) {
      return ChiSquaredDistribution.of(degreesOfFreedom).cumulativeProbability(x);
    }
    PoissonDistribution weights = PoissonDistribution.of(lambda / 2);
    int middle = (int) (lambda / 2);
    double sum = 0;
    for (int j = middle; j >= 0; j--) {
      double weight = weights.probability(j);
      if (weight < WEIGHT_MIN) {
        break;
      }
      sum += weight * centralCumulative(j, x);
    }
    for (int j = middle + 1; ; j++) {
      double weight = weights.probability(j);
      if (weight < WEIGHT_MIN) {
        break;
      }
      sum += weight * centralCumulative(j, x);
    }
    return Math.min(1, sum);
  }

  /** The x with {@code cumulative(x) = level}, by bisection to 1e-9 relative. */
  public double quantile(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be within (0, 1): " + level);
    }
    double high = degreesOfFreedom + lambda + 1;
    while (cumulative(high) < level) {
      high *= 2;
    }
    double low = 0;
    while (high - low > 1e-9 * high) {
      double middle = (low + high) / 2;
      if (cumulative(middle) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private double centralCumulative(int j, double x) {
    return ChiSquaredDistribution.of(degreesOfFreedom + 2.0 * j).cumulativeProbability(x);
  }
}
