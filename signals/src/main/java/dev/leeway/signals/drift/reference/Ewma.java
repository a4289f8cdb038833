package dev.leeway.signals.drift.reference;

/**
 * The exponentially weighted moving average chart of standardised numbers: {@code E <- lambda z +
 * (1 - lambda) E}, alarm when {@code |E| > L sqrt(lambda / (2 - lambda))}.
 *
 * <p>The limits are the asymptotic ones, for which run lengths are tabulated (Lucas, Saccucci,
 * Technometrics 1990). Not thread-safe.
 */
public final class Ewma implements ReferenceDetector {
  private final double mean;
  private final double deviation;
  private final double lambda;
  private final double limit;
  private double average;

  /**
   * @param mean of the numbers in control
   * @param deviation of the numbers in control, above 0
   * @param lambda weight of the newest number, in (0, 1]
   * @param width L, the limits' distance in deviations of the average, above 0
   */
  public Ewma(double mean, double deviation, double lambda, double width) {
    if (!(Double.isFinite(mean) && deviation > 0 && lambda > 0 && lambda <= 1 && width > 0)) {
      throw new IllegalArgumentException(
          "expected a mean, deviation > 0, lambda in (0, 1] and width > 0, came %s, %s, %s, %s"
              .formatted(mean, deviation, lambda, width));
    }
    this.mean = mean;
    this.deviation = deviation;
    this.lambda = lambda;
    this.limit = width * Math.sqrt(lambda / (2 - lambda));
  }

  @Override
  public boolean step(double value) {
    average = lambda * (value - mean) / deviation + (1 - lambda) * average;
    boolean alarm = Math.abs(average) > limit;
    if (alarm) {
      average = 0;
    }
    return alarm;
  }
}
