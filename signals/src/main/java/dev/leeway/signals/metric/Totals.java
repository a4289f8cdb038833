package dev.leeway.signals.metric;

/**
 * What a point holds: a number, or sum, count and shape of a histogram or summary.
 *
 * @param sum the number, or the sum of the values; NaN for a histogram that has none, since values
 *     may be negative
 * @param count how many values; zero for a number
 */
public record Totals(double sum, long count, Shape shape) {

  public Totals {
    if (count < 0) {
      throw new IllegalArgumentException("count must be >= 0: " + count);
    }
  }

  public static Totals number(double value) {
    return new Totals(value, 0, NoShape.NONE);
  }
}
