package dev.leeway.signals.grounding;

/**
 * What a number is a number of, by code; units of one dimension are brought to one of them. Codes
 * are stored, so they never change meaning.
 */
final class Unit {
  static final int NONE = 0;
  static final int PERCENT = 1;
  static final int SECONDS = 2;
  static final int GRAMS = 3;
  static final int METRES = 4;
  static final int LITRES = 5;
  static final int BYTES = 6;
  static final int CELSIUS = 7;
  static final int FAHRENHEIT = 8;
  static final int MONTHS = 9;
  static final int WATT_HOURS = 10;

  /** Days since 1970. */
  static final int DATE = 20;

  /** Month × 32 + day. */
  static final int MONTH_DAY = 21;

  /** Year × 12 + month. */
  static final int YEAR_MONTH = 22;

  /** Seconds since midnight. */
  static final int TIME = 23;

  /** From here on currencies, a code each. */
  static final int MONEY = 32;

  private Unit() {}

  static ClaimKind kind(int unit) {
    if (unit >= MONEY) {
      return ClaimKind.MONEY;
    }
    return switch (unit) {
      case NONE -> ClaimKind.NUMBER;
      case PERCENT -> ClaimKind.PERCENT;
      case DATE, MONTH_DAY, YEAR_MONTH -> ClaimKind.DATE;
      case TIME -> ClaimKind.TIME;
      default -> ClaimKind.QUANTITY;
    };
  }
}
