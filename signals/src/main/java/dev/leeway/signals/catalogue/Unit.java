package dev.leeway.signals.catalogue;

/**
 * A unit, and the grid that values in it are rounded to. Numbers on a grid of powers of two add up
 * exactly as doubles up to 2^53 steps, so the sum of a window is the same in any order of addition.
 */
public enum Unit {
  MILLISECONDS("ms", 0x1p-10),
  SECONDS("s", 0x1p-10),
  TOKENS("{token}", 1),
  US_DOLLARS("USD", 0x1p-30),
  US_DOLLARS_PER_MINUTE("USD/min", 0x1p-30),
  RUNS("{run}", 1),
  RUNS_PER_MINUTE("{run}/min", 1),
  REQUESTS("{request}", 1),
  STEPS("{step}", 1),
  TOOLS("{tool}", 1),
  CALLS("{call}", 1),
  WORDS("{word}", 1),
  ROUNDS("{round}", 1),
  MESSAGES("{message}", 1),
  DOCUMENTS("{document}", 1),
  PARTS("{part}", 1),
  LEVELS("{level}", 1),
  BYTES("By", 1),
  ERRORS("{error}", 1),
  SYMPTOMS("{symptom}", 1),
  ROWS("{row}", 1),
  CHARACTERS("{character}", 1),
  /** Whatever numbers answers have. */
  VALUES("1", 0x1p-20),
  RATIO("1", 0x1p-20),
  /** A part of a whole, 0 to 1. */
  SHARE("1", 0x1p-20),
  /** Of categorical signals: there is nothing to measure. */
  NONE("", 1);

  private final String symbol;
  private final double step;

  Unit(String symbol, double step) {
    this.symbol = symbol;
    this.step = step;
  }

  /** As UCUM and OpenTelemetry spell it. */
  public String symbol() {
    return symbol;
  }

  /**
   * The nearest value on the grid; NaN, infinities and what is beyond the grid stay as they are.
   */
  public double onGrid(double value) {
    double steps = value / step;
    return Math.abs(steps) < 0x1p52 ? Math.rint(steps) * step : value;
  }
}
