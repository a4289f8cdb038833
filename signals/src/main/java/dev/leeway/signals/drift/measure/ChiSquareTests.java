package dev.leeway.signals.drift.measure;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Pearson's and the likelihood-ratio test on counts, for reports only: with many runs they reject
 * shifts that mean nothing, and repeated every pane they alarm falsely.
 *
 * <p>Bins that are empty on both sides are left out. With expected counts below 5 the p-values are
 * rough.
 */
public final class ChiSquareTests {
  private ChiSquareTests() {}

  /** A test's result; p is NaN without degrees of freedom. */
  public record Result(double statistic, int degreesOfFreedom, double p) {
    static Result of(double statistic, int degreesOfFreedom) {
      double p =
          degreesOfFreedom < 1
              ? Double.NaN
              : ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
      return new Result(statistic, degreesOfFreedom, p);
    }
  }

  /**
   * Goodness of fit: {@code sum (o - e)^2 / e}, e being the reference scaled to the current total;
   * it takes the reference as exact. A bin that only the reference lacks makes it infinite.
   */
  public static Result goodnessOfFit(long[] reference, long[] current) {
    double scale = (double) total(current) / total(reference);
    double statistic = 0;
    int bins = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      double expected = reference[bin] * scale;
      double off = current[bin] - expected;
      if (reference[bin] > 0 || current[bin] > 0) {
        statistic += off * off / expected;
        bins++;
      }
    }
    return Result.of(statistic, bins - 1);
  }

  /** Homogeneity of two samples, Pearson's statistic. */
  public static Result homogeneity(long[] first, long[] second) {
    return twoSamples(first, second, (o, e) -> (o - e) * (o - e) / e);
  }

  /** Homogeneity of two samples, the likelihood-ratio statistic G. */
  public static Result likelihoodRatio(long[] first, long[] second) {
    return twoSamples(first, second, (o, e) -> o > 0 ? 2 * o * Math.log(o / e) : 0);
  }

  private static Result twoSamples(long[] first, long[] second, Term term) {
    double n = total(first);
    double m = total(second);
    double statistic = 0;
    int bins = 0;
    for (int bin = 0; bin < first.length; bin++) {
      double both = (double) first[bin] + second[bin];
      if (both > 0) {
        statistic += term.of((double) first[bin], both * n / (n + m));
        statistic += term.of((double) second[bin], both * m / (n + m));
        bins++;
      }
    }
    return Result.of(statistic, bins - 1);
  }

  private static long total(long[] counts) {
    long total = Arrays.stream(counts).sum();
    if (!(total > 0)) {
      throw new IllegalArgumentException("counts must hold at least one run: " + total);
    }
    return total;
  }

  @FunctionalInterface
  private interface Term {
    double of(double observed, double expected);
  }
}
