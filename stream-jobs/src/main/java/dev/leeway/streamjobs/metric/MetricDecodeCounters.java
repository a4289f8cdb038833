package dev.leeway.streamjobs.metric;

import dev.leeway.telemetry.DecodedMetrics;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What decoding metrics counts: points decoded + points dead-lettered = points that came. */
final class MetricDecodeCounters {
  /** Names that no table knows are counted by family, so many, and the rest under one. */
  static final int FAMILIES_MAX = 256;

  private static final String OTHER_FAMILIES = "__other__";

  private final MetricGroup metrics;
  private final Counter records;
  private final Counter bytes;
  private final Counter points;
  private final Counter deadLettered;
  private final Counter superseded;
  private final Counter failures;
  private final Map<String, Counter> unmapped = new HashMap<>();

  MetricDecodeCounters(MetricGroup metrics) {
    this.metrics = metrics;
    records = metrics.counter("leeway.metric.decode.records");
    bytes = metrics.counter("leeway.metric.decode.bytes");
    points = metrics.counter("leeway.metric.decode.points");
    deadLettered = metrics.counter("leeway.metric.decode.dead_lettered");
    superseded = metrics.counter("leeway.metric.decode.superseded");
    failures = metrics.counter("leeway.metric.decode.failures");
  }

  void record(int sizeBytes, long deadLetteredPoints, DecodedMetrics decoded) {
    records.inc();
    bytes.inc(sizeBytes);
    points.inc(decoded.points().size());
    deadLettered.inc(deadLetteredPoints);
    superseded.inc(decoded.supersededPoints());
    decoded.unknownNames().forEach((family, count) -> unmapped(family).inc(count));
  }

  /** Requests that met a mistake in the decoder. */
  Counter failures() {
    return failures;
  }

  private Counter unmapped(String family) {
    boolean full = unmapped.size() >= FAMILIES_MAX && !unmapped.containsKey(family);
    return unmapped.computeIfAbsent(
        full || family.isEmpty() ? OTHER_FAMILIES : family,
        known -> metrics.addGroup("family", known).counter("leeway.metric.unmapped"));
  }
}
