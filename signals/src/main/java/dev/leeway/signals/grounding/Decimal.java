package dev.leeway.signals.grounding;

/** Decimal numbers as doubles, so that equal decimals are equal doubles. */
final class Decimal {
  /** More digits than a quantity has; beyond 15 doubles would merge neighbours. */
  static final int DIGITS_MAX = 15;

  private static final double[] POWERS = powers();

  private Decimal() {}

  /** Exactly rounded: both parts are below 2^53 or an exact power of ten. */
  static double of(long digits, int decimals) {
    return decimals <= 0 ? digits * POWERS[-decimals] : digits / POWERS[decimals];
  }

  /** The number times 10^places, rounded back to the nearest short decimal. */
  static double shifted(double number, int places) {
    double shifted = places >= 0 ? number * POWERS[places] : number / POWERS[-places];
    return tidy(shifted);
  }

  /** The nearest decimal of nine places, so that products of decimals meet decimals again. */
  static double tidy(double number) {
    return Math.abs(number) < 1e6 ? Math.rint(number * 1e9) / 1e9 : number;
  }

  static double power(int exponent) {
    return exponent >= 0 ? POWERS[Math.min(exponent, 22)] : 1 / POWERS[Math.min(-exponent, 22)];
  }

  private static double[] powers() {
    double[] powers = new double[23];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
