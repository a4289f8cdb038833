package dev.leeway.signals.drift.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Benjamini and Hochberg's step-up procedure over p-values: what reports of many tests use, and
 * what alarms on per window when nobody thinks of looking twice (JRSS-B 1995).
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * Adjusted p-values in the order given: each the least level at which its hypothesis is rejected.
   */
  public static double[] adjusted(double[] pValues) {
    int n = pValues.length;
    int[] descending =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> pValues[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[n];
    double least = 1;
    for (int at = 0; at < n; at++) {
      int i = descending[at];
      least = Math.min(least, pValues[i] * n / (n - at));
      adjusted[i] = least;
    }
    return adjusted;
  }

  /** How many hypotheses are rejected at that level. */
  public static long rejected(double[] pValues, double level) {
    return Arrays.stream(adjusted(pValues)).filter(p -> p <= level).count();
  }
}
