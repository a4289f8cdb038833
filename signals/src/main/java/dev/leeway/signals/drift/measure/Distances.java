package dev.leeway.signals.drift.measure;

/**
 * How far two sets of bin counts are apart: effect sizes, which need sample sizes beside them to
 * mean anything.
 *
 * <p>All take counts per bin, of the same bins, of which at least one is positive on each side.
 * With few runs all of them are biased upwards; {@link PsiNull} says by how much PSI is.
 */
public final class Distances {
  /** Added to each count where an empty bin would be infinite (Krichevsky–Trofimov). */
  private static final double KT = 0.5;

  private Distances() {}

  /**
   * Population stability index of the shares as they are: {@code sum (q - p) ln(q / p)}, the
   * symmetrised Kullback–Leibler divergence in nats. Range [0, infinity]; infinite where a bin is
   * empty on one side only. Source: Yurdakul, Naranjo, "Statistical properties of PSI", 2020.
   */
  public static double psiExact(long[] reference, long[] current) {
    return psi(reference, current, 0);
  }

  /** PSI with half a run added to each bin, so that empty bins are finite. Range [0, infinity). */
  public static double psi(long[] reference, long[] current) {
    return psi(reference, current, KT);
  }

  /**
   * Total variation: {@code sum |q - p| / 2}, the share of runs that would have to move. Range [0,
   * 1]. Symmetric.
   */
  public static double totalVariation(long[] reference, long[] current) {
    double n = totalOf(reference, current);
    double m = totalOf(current, reference);
    double sum = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      sum += Math.abs(current[bin] / m - reference[bin] / n);
    }
    return sum / 2;
  }

  /**
   * Jensen–Shannon divergence in bits: the mean divergence of both from their middle. Range [0, 1].
   * Symmetric. Source: Lin, IEEE Trans. Information Theory 37, 1991.
   */
  public static double jensenShannonBits(long[] reference, long[] current) {
    return jensenShannonNats(reference, current) / Math.log(2);
  }

  /** Square root of {@link #jensenShannonBits}: a metric. Range [0, 1]. */
  public static double jensenShannonDistanceBase2(long[] reference, long[] current) {
    return Math.sqrt(jensenShannonBits(reference, current));
  }

  /** Square root of the divergence in nats: the same metric, range [0, sqrt(ln 2) = 0.8326]. */
  public static double jensenShannonDistanceBaseE(long[] reference, long[] current) {
    return Math.sqrt(jensenShannonNats(reference, current));
  }

  /** Hellinger distance: {@code sqrt(1 - sum sqrt(p q))}. Range [0, 1]. Symmetric. */
  public static double hellinger(long[] reference, long[] current) {
    double n = totalOf(reference, current);
    double m = totalOf(current, reference);
    double overlap = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      overlap += Math.sqrt(reference[bin] / n * (current[bin] / m));
    }
    return Math.sqrt(Math.max(0, 1 - overlap));
  }

  /**
   * First Wasserstein distance in standard deviations of the reference: {@code integral |F - G| /
   * sd}, each bin standing at its middle. Range [0, infinity); NaN when the reference has no spread
   * and they differ.
   *
   * @param middles strictly ascending
   */
  public static double normalisedWasserstein(double[] middles, long[] reference, long[] current) {
    double n = totalOf(reference, current);
    double m = totalOf(current, reference);
    if (middles.length != reference.length) {
      throw new IllegalArgumentException(
          "bins differ: " + middles.length + " middles vs " + reference.length);
    }
    double mean = 0;
    double square = 0;
    double distance = 0;
    double gap = 0;
    for (int bin = 0; bin < middles.length; bin++) {
      distance += bin == 0 ? 0 : Math.abs(gap) * (middles[bin] - middles[bin - 1]);
      gap += reference[bin] / n - current[bin] / m;
      mean += middles[bin] * (reference[bin] / n);
      square += middles[bin] * middles[bin] * (reference[bin] / n);
    }
    double deviation = Math.sqrt(Math.max(0, square - mean * mean));
    return distance == 0 ? 0 : deviation > 0 ? distance / deviation : Double.NaN;
  }

  private static double psi(long[] reference, long[] current, double added) {
    double n = totalOf(reference, current) + added * reference.length;
    double m = totalOf(current, reference) + added * current.length;
    double sum = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      double p = (reference[bin] + added) / n;
      double q = (current[bin] + added) / m;
      sum += p == q ? 0 : (q - p) * Math.log(q / p);
    }
    return sum;
  }

  private static double jensenShannonNats(long[] reference, long[] current) {
    double n = totalOf(reference, current);
    double m = totalOf(current, reference);
    double sum = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      double p = reference[bin] / n;
      double q = current[bin] / m;
      double middle = (p + q) / 2;
      sum += (p > 0 ? p * Math.log(p / middle) : 0) + (q > 0 ? q * Math.log(q / middle) : 0);
    }
    return Math.max(0, sum / 2);
  }

  private static double totalOf(long[] counts, long[] others) {
    if (counts.length != others.length) {
      throw new IllegalArgumentException("bins differ: " + counts.length + " vs " + others.length);
    }
    long total = 0;
    for (long count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException("counts must not be negative: " + count);
      }
      total += count;
    }
    if (total == 0) {
      throw new IllegalArgumentException("counts must hold at least one run");
    }
    return total;
  }
}
