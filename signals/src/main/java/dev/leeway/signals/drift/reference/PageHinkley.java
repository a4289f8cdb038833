package dev.leeway.signals.drift.reference;

/**
 * The Page–Hinkley test of a mean that may have grown: alarm when the sum of deviations from the
 * running mean, less a tolerance and never below zero, reaches a threshold.
 *
 * <p>{@code S <- max(0, alpha S + x - mean - delta)} (Page, "Continuous inspection schemes",
 * Biometrika 1954; the fading factor alpha and one side only, as in River). It states no rate of
 * false alarms. Not thread-safe.
 */
public final class PageHinkley implements ReferenceDetector {
  private final int valuesMin;
  private final double delta;
  private final double threshold;
  private final double alpha;
  private long values;
  private double mean;
  private double sum;

  /**
   * @param valuesMin from which number on it may alarm
   * @param delta growth of the mean that is tolerated, at least 0
   * @param threshold above 0
   * @param alpha what remains of the sum from one number to the next, in (0, 1]
   */
  public PageHinkley(int valuesMin, double delta, double threshold, double alpha) {
    if (!(valuesMin >= 1 && delta >= 0 && threshold > 0 && alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException(
          "expected values >= 1, delta >= 0, threshold > 0 and alpha in (0, 1], came %d, %s, %s, %s"
              .formatted(valuesMin, delta, threshold, alpha));
    }
    this.valuesMin = valuesMin;
    this.delta = delta;
    this.threshold = threshold;
    this.alpha = alpha;
  }

  /** River's defaults: 30, 0.005, 50, 0.9999. */
  public static PageHinkley standard() {
    return new PageHinkley(30, 0.005, 50, 0.9999);
  }

  @Override
  public boolean step(double value) {
    values++;
    mean += (value - mean) / values;
    sum = Math.max(0, alpha * sum + value - mean - delta);
    boolean alarm = values + 1 >= valuesMin && sum >= threshold;
    if (alarm) {
      values = 0;
      mean = 0;
      sum = 0;
    }
    return alarm;
  }
}
