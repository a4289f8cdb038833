package dev.leeway.storage.row;

import dev.leeway.signals.metric.MetricSeries;
import dev.leeway.signals.metric.MetricSketch;
import dev.leeway.signals.metric.QuantileValue;
import dev.leeway.signals.metric.Totals;
import java.util.List;

/**
 * What one point adds to one canonical metric, or the level that it tells.
 *
 * @param metric the canonical name
 * @param startNanos since when it was counted; zero for a level, or when that isn't known
 * @param increase in the sender's unit, which the series' factor converts
 * @param sketch in the stored unit
 * @param marks bits of {@link dev.leeway.signals.metric.Mark}
 */
public record MetricRow(
    MetricSeries series,
    String metric,
    long startNanos,
    long timeNanos,
    Totals increase,
    MetricSketch sketch,
    int marks,
    List<QuantileValue> quantiles,
    List<String> exemplars,
    long appendMillis) {

  public MetricRow {
    quantiles = List.copyOf(quantiles);
    exemplars = List.copyOf(exemplars);
  }

  /** The sum or number in the stored unit; zero where a histogram came without one. */
  public double value() {
    return Double.isNaN(increase.sum()) ? 0 : increase.sum() * series.factor();
  }
}
