package dev.leeway.signals.drift.baseline;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Over-dispersion phi of the counts of each bin: by how much they vary more from slot to slot than
 * independent runs would.
 *
 * <p>{@code phi_b = mean over slots of (k - n p_b)^2 / (n p_b (1 - p_b))}, of which the upper 90 %
 * bound {@code N phi / chi2inv(0.10; N)} is taken, with floor 1 and cap 50 (drift.md, D1). With one
 * slot the bound is 63 times the estimate: few slots make a slow detector, not a wrong one.
 */
public final class Dispersion {
  public static final double PHI_MAX = 50;

  private Dispersion() {}

  /**
   * Upper bounds per bin.
   *
   * @param slots counts per bin of each slot
   * @param reference counts per bin that give the shares
   */
  public static double[] of(List<long[]> slots, long[] reference) {
    double[] phi = new double[reference.length];
    double total = Arrays.stream(reference).sum();
    List<long[]> filled = slots.stream().filter(slot -> Arrays.stream(slot).sum() > 0).toList();
    for (int bin = 0; bin < phi.length; bin++) {
      double share = reference[bin] / total;
      phi[bin] = share > 0 && share < 1 ? upperBound(filled, bin, share) : 1;
    }
    return phi;
  }

  private static double upperBound(List<long[]> slots, int bin, double share) {
    if (slots.isEmpty()) {
      return PHI_MAX;
    }
    double sum = 0;
    for (long[] slot : slots) {
      double n = Arrays.stream(slot).sum();
      double off = slot[bin] - n * share;
      sum += off * off / (n * share * (1 - share));
    }
    double bound = sum / ChiSquaredDistribution.of(slots.size()).inverseCumulativeProbability(0.10);
    return Math.min(PHI_MAX, Math.max(1, bound));
  }
}
