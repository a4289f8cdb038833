package dev.leeway.signals.drift.reference;

/**
 * The tabular CUSUM of standardised numbers, both ways: {@code C <- max(0, C ± z - k)}, alarm when
 * one exceeds h.
 *
 * <p>k, half of the shift in standard deviations that is to be found, and h set its average run
 * lengths, which are tabulated for independent normal numbers of a mean and deviation that are
 * known (Page 1954; Montgomery, "Introduction to Statistical Quality Control", section 9.1). Not
 * thread-safe.
 */
public final class Cusum implements ReferenceDetector {
  private final double mean;
  private final double deviation;
  private final double k;
  private final double h;
  private double up;
  private double down;

  /**
   * @param mean of the numbers in control
   * @param deviation of the numbers in control, above 0
   * @param k allowance in deviations, at least 0
   * @param h limit in deviations, above 0
   */
  public Cusum(double mean, double deviation, double k, double h) {
    if (!(Double.isFinite(mean) && deviation > 0 && k >= 0 && h > 0)) {
      throw new IllegalArgumentException(
          "expected a mean, deviation > 0, k >= 0 and h > 0, came %s, %s, %s, %s"
              .formatted(mean, deviation, k, h));
    }
    this.mean = mean;
    this.deviation = deviation;
    this.k = k;
    this.h = h;
  }

  @Override
  public boolean step(double value) {
    double z = (value - mean) / deviation;
    up = Math.max(0, up + z - k);
    down = Math.max(0, down - z - k);
    boolean alarm = up > h || down > h;
    if (alarm) {
      up = 0;
      down = 0;
    }
    return alarm;
  }
}
