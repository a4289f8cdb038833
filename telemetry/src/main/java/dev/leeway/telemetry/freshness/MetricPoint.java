package dev.leeway.telemetry.freshness;

import java.util.Map;

/**
 * One point of a metric, whatever its kind: of a histogram or summary the count of its values.
 *
 * @param attributes its own over its resource's
 * @param startNanos of the counting; zero when unknown
 * @param delta whether the value counts from the last point on, not from the start
 */
record MetricPoint(Said attributes, long startNanos, long nanos, double value, boolean delta) {
  Map<String, String> said() {
    return attributes.texts();
  }
}
