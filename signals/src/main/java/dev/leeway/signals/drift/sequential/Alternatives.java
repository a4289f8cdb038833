package dev.leeway.signals.drift.sequential;

/**
 * Log e-values of a pane for one share that may have grown, or shrunk, by several factors.
 *
 * <p>For k of n, null share at most m and alternative {@code p = min(m c, cap)}: {@code [k log(p/m)
 * + (n-k) log((1-p)/(1-m))] / phi}. Downwards the null is at least m and {@code p = m / c}. The cap
 * is 0.5 up to m = 0.25, and half way to 1 beyond, because 0.5 would lie below a null that is
 * higher and make the test invalid. phi is the over-dispersion of pane counts: a power below 1 of
 * an e-value is an e-value (Jensen).
 */
final class Alternatives {
  private final double[] factors;

  Alternatives(double... factors) {
    this.factors = factors.clone();
    for (double factor : factors) {
      if (!(factor > 1 && factor < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("factor must be above 1: " + factor);
      }
    }
  }

  int size() {
    return factors.length;
  }

  /** Steps the components {@code first .. first + size()}; a null outside (0, 1) says nothing. */
  void stepUp(MixtureProcess process, int first, long k, long n, double m, double phi, long at) {
    if (!(m > 0 && m < 1)) {
      return;
    }
    double cap = m <= 0.25 ? 0.5 : (1 + m) / 2;
    for (int j = 0; j < factors.length; j++) {
      process.step(first + j, logEvalue(k, n, m, Math.min(m * factors[j], cap), phi), at);
    }
  }

  /** As {@link #stepUp}, for a share that may have shrunk. */
  void stepDown(MixtureProcess process, int first, long k, long n, double m, double phi, long at) {
    if (!(m > 0 && m < 1)) {
      return;
    }
    for (int j = 0; j < factors.length; j++) {
      process.step(first + j, logEvalue(k, n, m, m / factors[j], phi), at);
    }
  }

  private static double logEvalue(long k, long n, double m, double p, double phi) {
    return (k * Math.log(p / m) + (n - k) * (Math.log1p(-p) - Math.log1p(-m))) / phi;
  }
}
