package dev.leeway.streamjobs.decode;

import dev.leeway.telemetry.DecodedBatch;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts attribute keys that no dialect has a use for, as {@code leeway.telemetry.unmapped} by key
 * family. Senders choose their keys, so the families are bounded: what comes after the first
 * {@value #FAMILIES_MAX} counts under {@code __other__}. Not thread-safe.
 */
final class UnmappedCounters {
  static final int FAMILIES_MAX = 256;
  static final int FAMILY_CHARS_MAX = 100;

  private final MetricGroup metrics;
  private final Map<String, Counter> byFamily = new HashMap<>();

  UnmappedCounters(MetricGroup metrics) {
    this.metrics = metrics;
  }

  void add(Map<String, Integer> keysByFamily) {
    keysByFamily.forEach((family, keys) -> counterOf(family).inc(keys));
  }

  int families() {
    return byFamily.size();
  }

  private Counter counterOf(String family) {
    String name =
        family.isEmpty()
            ? DecodedBatch.OTHER_FAMILIES
            : family.substring(0, Math.min(family.length(), FAMILY_CHARS_MAX));
    boolean full = byFamily.size() >= FAMILIES_MAX && !byFamily.containsKey(name);
    return byFamily.computeIfAbsent(
        full ? DecodedBatch.OTHER_FAMILIES : name,
        known -> metrics.addGroup("family", known).counter("leeway.telemetry.unmapped"));
  }
}
