package dev.leeway.signals.metric;

import java.util.List;

/**
 * One point of a series as it came, in the sender's unit.
 *
 * @param startNanos since when it counts; zero when it doesn't say
 * @param recorded false for a marker that the series has ended, whose totals mean nothing
 * @param totals a number, or what a histogram or summary has counted
 * @param min the least value, NaN when it isn't said
 * @param max the greatest value, NaN when it isn't said
 * @param quantiles of a summary
 * @param exemplars trace ids of examples, 32 hexadecimal digits each
 */
public record MetricPoint(
    MetricSeries series,
    long startNanos,
    long timeNanos,
    boolean recorded,
    Totals totals,
    double min,
    double max,
    List<QuantileValue> quantiles,
    List<String> exemplars) {

  /** More examples of one point than this are not kept. */
  public static final int EXEMPLARS_MAX = 8;

  /** More quantiles of one point than this are not kept. */
  public static final int QUANTILES_MAX = 64;

  public MetricPoint {
    quantiles = List.copyOf(quantiles);
    exemplars = List.copyOf(exemplars);
  }

  /** Whether the time at which it began to count is known: senders without one say the time. */
  public boolean startIsKnown() {
    return startNanos != 0 && startNanos < timeNanos;
  }
}
