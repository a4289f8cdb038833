package dev.leeway.signals.metric;

import dev.leeway.signals.event.AgentSource;
import java.util.List;
import java.util.Map;

/**
 * What all points of a series have in common. Text is never null; empty means absent.
 *
 * @param name as the sender calls the metric
 * @param unit of the values as they are stored
 * @param factor what a value that came is multiplied with to be in that unit
 * @param readings under which canonical names it is stored, at least one
 */
public record MetricSeries(
    SeriesId id,
    AgentSource source,
    String scopeName,
    String name,
    String unit,
    double factor,
    MetricKind kind,
    Temporality temporality,
    boolean monotonic,
    List<Reading> readings,
    Map<String, String> attributes,
    Map<String, String> resourceAttributes) {

  public MetricSeries {
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("factor must be a positive number: " + factor);
    }
    if (readings.isEmpty()) {
      throw new IllegalArgumentException("expected a reading of " + name + ", came none");
    }
    readings = List.copyOf(readings);
    attributes = Map.copyOf(attributes);
    resourceAttributes = Map.copyOf(resourceAttributes);
  }

  /** Whether points say what is, and not what was added. */
  public boolean isLevel() {
    return kind == MetricKind.GAUGE
        || (kind == MetricKind.SUM && !monotonic && temporality == Temporality.CUMULATIVE);
  }

  /** Whether what came has no temporality and needs one. */
  public boolean isUnspecified() {
    return temporality == Temporality.UNSPECIFIED
        && kind != MetricKind.GAUGE
        && kind != MetricKind.SUMMARY;
  }
}
