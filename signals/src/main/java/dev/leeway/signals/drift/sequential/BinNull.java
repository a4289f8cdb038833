package dev.leeway.signals.drift.sequential;

import java.util.Arrays;

/**
 * What the shares of bins may be without being evidence: for each bin at most {@code p + 2.33 se +
 * eps}, at least {@code p - 2.33 se - eps}.
 *
 * <p>p comes from the reference's counts, and {@code se = sqrt(p (1-p) phi / n)} of the share with
 * half a run added, so that an empty bin has a width too. Immutable.
 */
public final class BinNull {
  private static final double Z99 = 2.326347874040841;

  private final double[] up;
  private final double[] down;
  private final double[] phi;

  private BinNull(double[] up, double[] down, double[] phi) {
    this.up = up;
    this.down = down;
    this.phi = phi;
  }

  public static BinNull of(long[] reference, double[] phi, double epsilon) {
    long n = Arrays.stream(reference).sum();
    if (!(n > 0) || phi.length != reference.length) {
      throw new IllegalArgumentException(
          "expected runs in the reference and a phi per bin, came %d runs, %d bins and %d phi"
              .formatted(n, reference.length, phi.length));
    }
    double[] up = new double[reference.length];
    double[] down = new double[reference.length];
    for (int bin = 0; bin < reference.length; bin++) {
      double p = (double) reference[bin] / n;
      double smooth = (reference[bin] + 0.5) / (n + 1.0);
      double width = Z99 * Math.sqrt(smooth * (1 - smooth) * phi[bin] / n) + epsilon;
      up[bin] = p + width;
      down[bin] = p - width;
    }
    return new BinNull(up, down, phi.clone());
  }

  int size() {
    return up.length;
  }

  double up(int bin) {
    return up[bin];
  }

  double down(int bin) {
    return down[bin];
  }

  double phi(int bin) {
    return phi[bin];
  }
}
