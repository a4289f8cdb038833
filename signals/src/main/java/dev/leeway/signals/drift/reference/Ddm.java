package dev.leeway.signals.drift.reference;

/**
 * DDM, the drift detection method for a rate of errors: alarm when rate plus deviation leave the
 * least that was seen by several deviations of then.
 *
 * <p>With p the rate of all numbers since the start and {@code s = sqrt(p (1-p) / n)}: alarm when
 * {@code p + s > pMin + level sMin}, where pMin and sMin are those at which {@code p + s} was least
 * (Gama, Medas, Castillo, Rodrigues, "Learning with drift detection", SBIA 2004). Early luck makes
 * it fire: it states no rate of false alarms. Not thread-safe.
 */
public final class Ddm implements ReferenceDetector {
  private final int valuesMin;
  private final double level;
  private long values;
  private long errors;
  private double rateMin;
  private double deviationMin;

  /**
   * @param valuesMin numbers that must be seen before it may alarm
   * @param level deviations, above 0
   */
  public Ddm(int valuesMin, double level) {
    if (!(valuesMin >= 1 && level > 0)) {
      throw new IllegalArgumentException(
          "expected values >= 1 and level > 0, came " + valuesMin + " and " + level);
    }
    this.valuesMin = valuesMin;
    this.level = level;
    restart();
  }

  /** The paper's: 30 numbers, 3 deviations. */
  public static Ddm standard() {
    return new Ddm(30, 3);
  }

  @Override
  public boolean step(double value) {
    values++;
    errors += value > 0 ? 1 : 0;
    if (values < valuesMin) {
      return false;
    }
    double rate = (double) errors / values;
    double deviation = Math.sqrt(rate * (1 - rate) / values);
    if (rate + deviation <= rateMin + deviationMin) {
      rateMin = rate;
      deviationMin = deviation;
    }
    boolean alarm = rate + deviation > rateMin + level * deviationMin;
    if (alarm) {
      restart();
    }
    return alarm;
  }

  private void restart() {
    values = 0;
    errors = 0;
    rateMin = Double.POSITIVE_INFINITY;
    deviationMin = Double.POSITIVE_INFINITY;
  }
}
