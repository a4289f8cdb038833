package dev.leeway.streamjobs.metric;

import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.MetricSeries;
import dev.leeway.signals.metric.MetricSketch;
import dev.leeway.signals.metric.NoShape;
import dev.leeway.signals.metric.Reading;
import dev.leeway.signals.metric.Step.Increase;
import dev.leeway.signals.metric.Totals;
import dev.leeway.storage.row.MetricRow;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoreRows;
import java.util.List;

/** The rows of what a point adds, one for each of its series' readings. Stateless. */
final class MetricRowsOf {
  private MetricRowsOf() {}

  static List<StoreRow> point(MetricPoint point, Increase increase, long appendMillis) {
    MetricSeries series = point.series();
    return series.readings().stream()
        .map(reading -> StoreRows.metric(row(point, increase, reading, appendMillis)))
        .toList();
  }

  private static MetricRow row(
      MetricPoint point, Increase increase, Reading reading, long appendMillis) {
    boolean distributed = reading.aspect() != Reading.Aspect.TOTAL;
    Totals all = increase.totals();
    Totals totals = distributed ? all : new Totals(all.sum(), all.count(), NoShape.NONE);
    return new MetricRow(
        point.series(),
        reading.metric(),
        increase.startNanos(),
        point.timeNanos(),
        totals,
        MetricSketch.of(totals, point.series().factor(), point.min(), point.max()),
        increase.marks(),
        distributed ? point.quantiles() : List.of(),
        point.exemplars(),
        appendMillis);
  }
}
