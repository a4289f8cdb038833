package dev.leeway.signals.window;

import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;

/**
 * The fixed buckets that all distributions share: DDSketch's logarithmic mapping at 1 % relative
 * error, values clamped to [1e-6, 1e12]. Counts under fixed boundaries merge exactly, in any order.
 *
 * <p>Source: Masson, Rim, Lee, "DDSketch", VLDB 2019, section 2.1. Zero has no bucket: it is what a
 * window's count has more than its buckets.
 */
public final class Buckets {
  /** Names mapping, accuracy and store; changes when any of them does. */
  public static final String ENCODING = "ddsketch:logarithmic:0.01:sparse:1";

  public static final double VALUE_MIN = 1e-6;
  public static final double VALUE_MAX = 1e12;
  private static final LogarithmicMapping MAPPING = new LogarithmicMapping(0.01);

  private Buckets() {}

  /** The bucket of a positive number; NaN, infinities and numbers not above zero are refused. */
  public static int indexOf(double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("value must be a positive number: " + value);
    }
    return MAPPING.index(Math.min(VALUE_MAX, Math.max(VALUE_MIN, value)));
  }

  /** The value that stands for a bucket, within 1 % of all that fell into it. */
  public static double valueOf(int index) {
    return MAPPING.value(index);
  }

  public static double lowerBoundOf(int index) {
    return MAPPING.lowerBound(index);
  }

  public static double upperBoundOf(int index) {
    return MAPPING.upperBound(index);
  }
}
