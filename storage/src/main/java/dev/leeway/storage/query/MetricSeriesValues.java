package dev.leeway.storage.query;

import java.util.List;

/**
 * One metric of one instance of a service over time.
 *
 * @param by the value of the attribute that it was asked to be taken apart by; empty for none
 */
public record MetricSeriesValues(
    String service, String instance, String by, boolean level, List<MetricValue> values) {
  public MetricSeriesValues {
    values = List.copyOf(values);
  }
}
