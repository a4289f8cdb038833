package dev.leeway.telemetry.metric;

import java.util.Arrays;
import java.util.List;

/**
 * A canonical metric and what it is read from, the best first: where one resource and scope sends
 * several, only the best counts, since they tell the same.
 */
record CanonicalMetric(String name, MetricUnit unit, List<MetricSource> sources) {
  CanonicalMetric {
    sources = List.copyOf(sources);
  }

  static CanonicalMetric metric(String name, MetricUnit unit, MetricSource... sources) {
    return new CanonicalMetric(name, unit, List.of(sources));
  }

  /** One that needs nothing but names. */
  static CanonicalMetric metric(String name, MetricUnit unit, String... sources) {
    return new CanonicalMetric(
        name, unit, Arrays.stream(sources).map(MetricSource::named).toList());
  }
}
