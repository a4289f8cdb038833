package dev.leeway.telemetry;

import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.Reading;
import dev.leeway.signals.metric.SeriesId;
import dev.leeway.signals.metric.SeriesNormaliser;
import dev.leeway.signals.metric.SeriesState;
import dev.leeway.signals.metric.Step;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What points add up to by metric, in the stored units, as rows of storage would. */
final class MetricTotals {
  /** Count of values and their sum. */
  record Total(long count, double sum) {
    Total plus(Total other) {
      return new Total(count + other.count, sum + other.sum);
    }
  }

  private final Map<SeriesId, SeriesState> states = new HashMap<>();
  private final Map<String, Total> totals = new TreeMap<>();

  static Map<String, Total> of(Collection<MetricPoint> points) {
    MetricTotals all = new MetricTotals();
    points.forEach(all::add);
    return all.totals;
  }

  private void add(MetricPoint point) {
    SeriesId id = point.series().id();
    Step step = SeriesNormaliser.next(states.getOrDefault(id, SeriesState.NEW), point);
    states.put(id, step.state());
    Step.Increase increase = step.increase();
    if (increase == null) {
      return;
    }
    Total total =
        new Total(increase.totals().count(), increase.totals().sum() * point.series().factor());
    for (Reading reading : point.series().readings()) {
      totals.merge(reading.metric(), total, Total::plus);
    }
  }
}
