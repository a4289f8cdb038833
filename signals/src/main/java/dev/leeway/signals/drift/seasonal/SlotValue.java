package dev.leeway.signals.drift.seasonal;

/**
 * What a slot has of a series: its value, how far it is from an expected one, and how far chance
 * alone would put it, since it was counted from few or many.
 */
public sealed interface SlotValue {

  /** What is remembered of the slot, zero or more; NaN for a slot that was not seen. */
  double value();

  /** {@code r}: zero where it is as expected. */
  double residual(double expected);

  /** Standard error of {@link #residual} by the counts alone. */
  double noise(double expected);

  /** A slot that was not seen. */
  static SlotValue unseen() {
    return new Plain(Double.NaN, 1);
  }

  /**
   * A number of which nothing else is known: {@code r = log((x + c) / (m + c))}, without noise.
   *
   * @param added c, in the unit of the value, above 0: what small values may differ by at no
   *     surprise
   */
  record Plain(double value, double added) implements SlotValue {
    public Plain {
      requireValue(value);
      if (!(added > 0)) {
        throw new IllegalArgumentException("expected c above 0, came " + added);
      }
    }

    @Override
    public double residual(double expected) {
      return Math.log((value + added) / (expected + added));
    }

    @Override
    public double noise(double expected) {
      return 0;
    }
  }

  /**
   * So many events of so many chances; as counts, with c = 10: {@code r = log((k + c) / (n m +
   * c))}, whose noise is that of Poisson's law, {@code sqrt(n m) / (n m + c)}.
   *
   * @param chances n; 1 where events are counted in the slot as a whole
   */
  record Counted(long events, double chances) implements SlotValue {
    private static final double ADDED = 10;

    public Counted {
      requireValue((double) events);
      if (!(chances > 0)) {
        throw new IllegalArgumentException("expected chances above 0, came " + chances);
      }
    }

    @Override
    public double value() {
      return events / chances;
    }

    @Override
    public double residual(double expected) {
      return Math.log((events + ADDED) / (chances * expected + ADDED));
    }

    @Override
    public double noise(double expected) {
      return Math.sqrt(chances * expected) / (chances * expected + ADDED);
    }
  }

  /**
   * A mean of so many: {@code r = log(x / m)}, with a noise of {@code 1 / sqrt(n)}, that of values
   * that scatter by their own size.
   */
  record Level(double value, long of) implements SlotValue {
    /** Only so that zero has a logarithm. */
    private static final double ADDED = 1e-6;

    public Level {
      requireValue(value);
      if (!(of >= 1)) {
        throw new IllegalArgumentException("expected a mean of at least one, came " + of);
      }
    }

    @Override
    public double residual(double expected) {
      return Math.log((value + ADDED) / (expected + ADDED));
    }

    @Override
    public double noise(double expected) {
      return 1 / Math.sqrt((double) of);
    }
  }

  private static void requireValue(double value) {
    if (!(value >= 0 || Double.isNaN(value)) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("value must be zero or more: " + value);
    }
  }
}
