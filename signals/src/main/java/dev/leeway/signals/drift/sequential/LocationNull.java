package dev.leeway.signals.drift.sequential;

import java.util.Arrays;

/**
 * Where values may lie without being evidence: a mean of mid-ranks of at most {@code up}, at least
 * {@code down}.
 *
 * <p>The mid-rank of a bin is the reference's share below it plus half of its own, so that the
 * reference's mean is 1/2 whatever the ties; {@code up = 1/2 + 2.33 se + eps} with {@code se =
 * sqrt(phi v / n)}, v being the variance of the mid-ranks. Immutable.
 */
public final class LocationNull {
  private static final double Z99 = 2.326347874040841;

  private final double[] ranks;
  private final double up;
  private final double down;
  private final double phi;

  LocationNull(double[] ranks, double up, double down, double phi) {
    this.ranks = ranks.clone();
    this.up = up;
    this.down = down;
    this.phi = phi;
  }

  public static LocationNull of(long[] reference, double phi, double epsilon) {
    double n = Arrays.stream(reference).sum();
    if (!(n > 0 && phi >= 1)) {
      throw new IllegalArgumentException(
          "expected runs in the reference and phi >= 1, came " + n + " and " + phi);
    }
    double[] ranks = new double[reference.length];
    double below = 0;
    double variance = 0;
    for (int bin = 0; bin < ranks.length; bin++) {
      double share = reference[bin] / n;
      ranks[bin] = below + share / 2;
      variance += share * (ranks[bin] - 0.5) * (ranks[bin] - 0.5);
      below += share;
    }
    double width = Z99 * Math.sqrt(phi * variance / n) + epsilon;
    return new LocationNull(ranks, 0.5 + width, 0.5 - width, phi);
  }

  int size() {
    return ranks.length;
  }

  double rank(int bin) {
    return ranks[bin];
  }

  double up() {
    return up;
  }

  double down() {
    return down;
  }

  double phi() {
    return phi;
  }
}
