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
 *
 * <p>Hours say nothing of what comes and goes within each of them, such as a batch at every full
 * hour. So a few panes are asked too, for what they show beyond doubt: their lower 90 % bound,
 * {@code N phi / chi2inv(0.90; N)} of the pooled {@code phi_b = sum (k - n p_b)^2 / sum n p_b (1 -
 * p_b)}, which is steadier where panes hold few runs.
 */
public final class Dispersion {
  public static final double PHI_MAX = 50;
  private static final double ONE_SIDED = 0.10;

  private Dispersion() {}

  /**
   * Upper bounds per bin.
   *
   * @param slots counts per bin of each slot
   * @param reference counts per bin that give the shares
   */
  public static double[] of(List<long[]> slots, long[] reference) {
    return bounds(slots, reference, Dispersion::upperBound);
  }

  /** What so few slots show of it without doubt, per bin; 1 where they show none. */
  public static double[] shownBy(List<long[]> slots, long[] reference) {
    return bounds(slots, reference, Dispersion::lowerBound);
  }

  private interface Bound {
    double of(List<long[]> slots, int bin, double share);
  }

  private static double[] bounds(List<long[]> slots, long[] reference, Bound bound) {
    double[] phi = new double[reference.length];
    double total = Arrays.stream(reference).sum();
    List<long[]> filled = slots.stream().filter(slot -> Arrays.stream(slot).sum() > 0).toList();
    for (int bin = 0; bin < phi.length; bin++) {
      double share = reference[bin] / total;
      phi[bin] = share > 0 && share < 1 ? Math.clamp(bound.of(filled, bin, share), 1, PHI_MAX) : 1;
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
    return sum / quantile(slots, ONE_SIDED);
  }

  private static double lowerBound(List<long[]> slots, int bin, double share) {
    if (slots.isEmpty()) {
      return 1;
    }
    double squares = 0;
    double expected = 0;
    for (long[] slot : slots) {
      double n = Arrays.stream(slot).sum();
      double off = slot[bin] - n * share;
      squares += off * off;
      expected += n * share * (1 - share);
    }
    return slots.size() * squares / expected / quantile(slots, 1 - ONE_SIDED);
  }

  private static double quantile(List<long[]> slots, double probability) {
    return ChiSquaredDistribution.of(slots.size()).inverseCumulativeProbability(probability);
  }
}
