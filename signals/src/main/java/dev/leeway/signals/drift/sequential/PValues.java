package dev.leeway.signals.drift.sequential;

/** Turns p-values into e-values, so that any test can feed an e-detector. */
public final class PValues {
  private PValues() {}

  /**
   * The mixture of all power calibrators: {@code (1 - p + p ln p) / (p ln(p)^2)}, 1/2 at p = 1.
   *
   * <p>Source: Vovk, Wang, "E-values", Annals of Statistics 2021, section 2. Range [0.5, infinity).
   */
  public static double mixtureEvalue(double p) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be within (0, 1]: " + p);
    }
    double log = Math.log(p);
    // Near 1 the quotient is 0/0; its series is 1/2 - log/6.
    return log > -1e-4 ? 0.5 - log / 6 : (1 - p + p * log) / (p * log * log);
  }
}
