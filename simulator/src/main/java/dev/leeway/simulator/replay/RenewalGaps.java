package dev.leeway.simulator.replay;

import java.util.SplittableRandom;

/**
 * Gaps between arrivals with a mean of one and a given shape, by Gamma (Marsaglia and Tsang, "A
 * simple method for generating gamma variables", 2000) or Weibull (by inversion).
 */
final class RenewalGaps {
  private final boolean weibull;
  private final double shape;
  private final double weibullMean;

  RenewalGaps(boolean weibull, double shape) {
    if (!(shape > 0)) {
      throw new IllegalArgumentException("shape must be above 0: " + shape);
    }
    this.weibull = weibull;
    this.shape = shape;
    this.weibullMean = weibull ? Math.exp(logGamma(1 + 1 / shape)) : 0;
  }

  double draw(SplittableRandom random) {
    return weibull
        ? Math.pow(-Math.log(1 - random.nextDouble()), 1 / shape) / weibullMean
        : gamma(shape, random) / shape;
  }

  private static double gamma(double shape, SplittableRandom random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  /** Stirling's series, exact to 1e-9 for arguments above 1. */
  private static double logGamma(double x) {
    double shifted = x;
    double correction = 0;
    while (shifted < 10) {
      correction += Math.log(shifted);
      shifted++;
    }
    double inverse = 1 / shifted;
    double square = inverse * inverse;
    return (shifted - 0.5) * Math.log(shifted)
        - shifted
        + 0.5 * Math.log(2 * Math.PI)
        + inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260))
        - correction;
  }
}
