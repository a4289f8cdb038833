package dev.leeway.signals.drift.sequential;

/**
 * What a rate may be without being evidence: at most {@code up}, at least {@code down}.
 *
 * <p>{@code up = UCL99(p0) (1 + margin)} and {@code down = LCL99(p0) / (1 + margin)}, with Wilson's
 * one-sided limits of k0 in n0 runs, where over-dispersion leaves {@code n0 / phi} of them. With
 * too few runs the limits lie far from p0, and the detector is slow rather than wrong.
 *
 * @param phi over-dispersion of pane counts, at least 1
 */
public record RateNull(double up, double down, double phi) {
  private static final double Z99 = 2.326347874040841;

  public RateNull {
    if (!(phi >= 1)) {
      throw new IllegalArgumentException("phi must be >= 1: " + phi);
    }
  }

  public static RateNull of(long k0, long n0, double phi, double margin) {
    if (!(n0 > 0 && k0 >= 0 && k0 <= n0)) {
      throw new IllegalArgumentException(
          "expected 0 <= k <= n and n > 0, came " + k0 + " of " + n0);
    }
    double n = n0 / phi;
    double p = (double) k0 / n0;
    double centre = p + Z99 * Z99 / (2 * n);
    double spread = Z99 * Math.sqrt(p * (1 - p) / n + Z99 * Z99 / (4 * n * n));
    double scale = 1 + Z99 * Z99 / n;
    double upper = Math.min(1, (centre + spread) / scale);
    double lower = Math.max(0, (centre - spread) / scale);
    return new RateNull(upper * (1 + margin), lower / (1 + margin), phi);
  }
}
