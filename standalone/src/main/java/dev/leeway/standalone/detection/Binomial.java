package dev.leeway.standalone.detection;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws how many of n are of a kind, by inversion of the tabulated distribution function. */
final class Binomial {
  private final double[] cumulative;

  Binomial(int n, double p) {
    double[] log = new double[n + 1];
    for (int k = 1; k <= n; k++) {
      log[k] = log[k - 1] + Math.log((n - k + 1.0) / k) + Math.log(p / (1 - p));
    }
    cumulative = new double[n + 1];
    double sum = 0;
    for (int k = 0; k <= n; k++) {
      sum += Math.exp(log[k] + n * Math.log1p(-p));
      cumulative[k] = sum;
    }
  }

  int draw(SplittableRandom random) {
    int at = Arrays.binarySearch(cumulative, random.nextDouble());
    return Math.min(cumulative.length - 1, at >= 0 ? at + 1 : -at - 1);
  }

  /** The probability of at least k. */
  double atLeast(int k) {
    return k == 0 ? 1 : Math.max(0, 1 - cumulative[k - 1]);
  }
}
