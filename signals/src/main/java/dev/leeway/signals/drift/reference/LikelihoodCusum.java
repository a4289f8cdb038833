package dev.leeway.signals.drift.reference;

/**
 * The CUSUM of log-likelihood ratios of a rate that is known before and after: {@code C <- max(0, C
 * + log(f1(x) / f0(x)))}, alarm above h.
 *
 * <p>For the change that it is tuned to no detector of the same average run length is faster in the
 * worst case (Moustakides 1986; Lorden 1971 for the asymptotics): the bound that others are
 * measured against. Not thread-safe.
 */
public final class LikelihoodCusum implements ReferenceDetector {
  private final double logRatioOfOne;
  private final double logRatioOfZero;
  private final double h;
  private double sum;

  /**
   * @param before rate in control, in (0, 1)
   * @param after rate to be found, in (0, 1)
   * @param h limit, above 0
   */
  public LikelihoodCusum(double before, double after, double h) {
    if (!(before > 0 && before < 1 && after > 0 && after < 1 && h > 0)) {
      throw new IllegalArgumentException(
          "expected rates in (0, 1) and h > 0, came %s, %s, %s".formatted(before, after, h));
    }
    this.logRatioOfOne = Math.log(after / before);
    this.logRatioOfZero = Math.log((1 - after) / (1 - before));
    this.h = h;
  }

  @Override
  public boolean step(double value) {
    sum = Math.max(0, sum + (value > 0 ? logRatioOfOne : logRatioOfZero));
    boolean alarm = sum > h;
    if (alarm) {
      sum = 0;
    }
    return alarm;
  }
}
