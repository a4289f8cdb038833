package dev.leeway.telemetry.metric;

/**
 * A canonical metric that a name may be read as.
 *
 * @param rank the place of the name among the metric's sources, 0 for the best
 */
record MetricRole(CanonicalMetric metric, int rank) {
  MetricSource source() {
    return metric.sources().get(rank);
  }
}
