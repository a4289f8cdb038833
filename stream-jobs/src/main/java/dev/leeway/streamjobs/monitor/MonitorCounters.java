package dev.leeway.streamjobs.monitor;

import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.finding.FindingState;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the monitors of all tenants count together. */
final class MonitorCounters {
  private final Map<MonitorCount, Counter> counts = new EnumMap<>(MonitorCount.class);
  private final Map<FindingState, Counter> findings = new EnumMap<>(FindingState.class);
  private final Counter baselines;
  private final Counter statuses;

  MonitorCounters(MetricGroup metrics) {
    for (MonitorCount count : MonitorCount.values()) {
      counts.put(count, metrics.counter("leeway.monitor." + name(count)));
    }
    for (FindingState state : FindingState.values()) {
      findings.put(state, metrics.counter("leeway.monitor.findings." + name(state)));
    }
    baselines = metrics.counter("leeway.monitor.baselines");
    statuses = metrics.counter("leeway.monitor.statuses");
  }

  void count(MonitorCount count, long amount) {
    Counter counter = counts.get(count);
    if (counter != null) {
      counter.inc(amount);
    }
  }

  void finding(FindingState state) {
    Counter counter = findings.get(state);
    if (counter != null) {
      counter.inc();
    }
  }

  void baseline() {
    baselines.inc();
  }

  void status() {
    statuses.inc();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
