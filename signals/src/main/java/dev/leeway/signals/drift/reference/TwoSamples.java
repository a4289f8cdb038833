package dev.leeway.signals.drift.reference;

import java.util.Arrays;

/**
 * Statistics of two samples of raw values, as windowed drift tests use them. They need every value,
 * so they cannot run over merged windows; with many values they call any difference significant.
 */
public final class TwoSamples {
  private final double[] x;
  private final double[] y;
  private final double[] pooled;

  /**
   * @param x at least one finite value
   * @param y likewise
   */
  public TwoSamples(double[] x, double[] y) {
    this.x = sorted(x);
    this.y = sorted(y);
    this.pooled = sorted(concatenated(x, y));
  }

  /** Kolmogorov and Smirnov's D: the greatest distance of the distribution functions, [0, 1]. */
  public double kolmogorovSmirnov() {
    double greatest = 0;
    for (double value : pooled) {
      greatest = Math.max(greatest, Math.abs(shareUpTo(x, value) - shareUpTo(y, value)));
    }
    return greatest;
  }

  /** The area between the distribution functions, in the values' unit (Wasserstein, order 1). */
  public double wasserstein() {
    double area = 0;
    for (int i = 0; i + 1 < pooled.length; i++) {
      area += (pooled[i + 1] - pooled[i]) * Math.abs(distanceAt(i));
    }
    return area;
  }

  /** {@code sqrt(2 integral (F - G)^2)} (Székely, Rizzo 2013). */
  public double energyDistance() {
    double area = 0;
    for (int i = 0; i + 1 < pooled.length; i++) {
      area += (pooled[i + 1] - pooled[i]) * distanceAt(i) * distanceAt(i);
    }
    return Math.sqrt(2 * area);
  }

  /** Cramér and von Mises' T of two samples, ties by mid-ranks (Anderson 1962). */
  public double cramerVonMises() {
    double n = x.length;
    double m = y.length;
    double u = 0;
    for (int i = 0; i < x.length; i++) {
      double off = midRank(x[i]) - (i + 1);
      u += n * off * off;
    }
    for (int j = 0; j < y.length; j++) {
      double off = midRank(y[j]) - (j + 1);
      u += m * off * off;
    }
    return u / (n * m * (n + m)) - (4 * n * m - 1) / (6 * (n + m));
  }

  /**
   * Anderson and Darling's statistic of two samples, ties by the mid-rank version, standardised by
   * its mean and deviation under the null (Scholz, Stephens, JASA 1987, equation 7).
   */
  public double andersonDarling() {
    double n = pooled.length;
    double sum = 0;
    for (double[] sample : new double[][] {x, y}) {
      double inner = 0;
      double[] values = Arrays.stream(pooled).distinct().toArray();
      for (double value : values) {
        double ties = countUpTo(pooled, value) - countBelow(pooled, value);
        double below = countBelow(pooled, value) + ties / 2;
        double own = countUpTo(sample, value) - countBelow(sample, value);
        double ownBelow = countUpTo(sample, value) - own / 2;
        double off = n * ownBelow - below * sample.length;
        inner += ties / n * off * off / (below * (n - below) - n * ties / 4);
      }
      sum += inner / sample.length;
    }
    double statistic = sum * (n - 1) / n;
    return (statistic - 1) / Math.sqrt(andersonDarlingVariance());
  }

  private double andersonDarlingVariance() {
    int n = pooled.length;
    double reciprocals = 1.0 / x.length + 1.0 / y.length;
    double h = 0;
    for (int i = 1; i < n; i++) {
      h += 1.0 / i;
    }
    double g = 0;
    for (int i = 1; i <= n - 2; i++) {
      for (int j = i + 1; j <= n - 1; j++) {
        g += 1.0 / ((double) (n - i) * j);
      }
    }
    double k = 2;
    double a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * reciprocals;
    double b =
        (2 * g - 4) * k * k + 8 * h * k + (2 * g - 14 * h - 4) * reciprocals - 8 * h + 4 * g - 6;
    double c =
        (6 * h + 2 * g - 2) * k * k + (4 * h - 4 * g + 6) * k + (2 * h - 6) * reciprocals + 4 * h;
    double d = (2 * h + 6) * k * k - 4 * h * k;
    double cubes = (n - 1.0) * (n - 2.0) * (n - 3.0);
    return (a * Math.pow(n, 3) + b * (double) n * n + c * n + d) / cubes;
  }

  private double distanceAt(int i) {
    return shareUpTo(x, pooled[i]) - shareUpTo(y, pooled[i]);
  }

  private double midRank(double value) {
    return (countBelow(pooled, value) + 1 + countUpTo(pooled, value)) / 2.0;
  }

  private static double shareUpTo(double[] sorted, double value) {
    return (double) countUpTo(sorted, value) / sorted.length;
  }

  private static int countUpTo(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int countBelow(double[] sorted, double value) {
    return countUpTo(sorted, Math.nextDown(value));
  }

  private static double[] sorted(double[] values) {
    if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "expected finite values, came "
              + Arrays.toString(Arrays.copyOf(values, Math.min(8, values.length))));
    }
    double[] ascending = values.clone();
    Arrays.sort(ascending);
    return ascending;
  }

  private static double[] concatenated(double[] x, double[] y) {
    double[] both = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, both, x.length, y.length);
    return both;
  }
}
