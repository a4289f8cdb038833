package dev.leeway.streamjobs.metrics;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Keeps hold of the counters and gauges of a job that runs in this JVM, so that its host can read
 * them at any time. Thread-safe.
 */
public final class JobMetrics implements MetricReporter {
  private static final String OURS = "leeway.";

  /** How the names of times end, of which a sum would say nothing. */
  private static final String TIME = ".until";

  private static final String FAMILY = "<family>";

  /**
   * What a metric was registered as.
   *
   * @param family of the group that it is in; empty for all that are counted by name alone
   */
  private record Registered(String name, String family) {}

  private final Map<Metric, Registered> metrics = new ConcurrentHashMap<>();

  /** The sum over all subtasks of everything that is a whole number and no time, by name. */
  public Map<String, Long> values() {
    Map<String, Long> values = new TreeMap<>();
    metrics.forEach((metric, as) -> {
      if (!as.name().endsWith(TIME)) {
        add(metric, as.name(), values);
      }
    });
    return values;
  }

  /** The sums of one name by family, over all subtasks. */
  public Map<String, Long> families(String name) {
    Map<String, Long> values = new TreeMap<>();
    metrics.forEach((metric, as) -> {
      if (as.name().equals(name) && !as.family().isEmpty()) {
        add(metric, as.family(), values);
      }
    });
    return values;
  }

  /** One of {@link #values()}; zero while nothing of that name is registered. */
  public long value(String name) {
    return values().getOrDefault(name, 0L);
  }

  /** The least over all subtasks; zero while nothing of that name is registered. */
  public long least(String name) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getValue().name().equals(name))
        .mapToLong(entry -> numberOf(entry.getKey()).orElse(0))
        .min()
        .orElse(0);
  }

  /** How many subtasks have registered that name. */
  public int registrations(String name) {
    return (int) metrics.values().stream().filter(as -> as.name().equals(name)).count();
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (name.startsWith(OURS) || ofCheckpoints(name)) {
      String family = group.getAllVariables().getOrDefault(FAMILY, "");
      metrics.put(metric, new Registered(name, family));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    metrics.remove(metric);
  }

  private static boolean ofCheckpoints(String name) {
    return switch (name) {
      case "numberOfCompletedCheckpoints",
          "numberOfFailedCheckpoints",
          "lastCheckpointDuration",
          "lastCheckpointSize",
          "numRestarts" ->
          true;
      default -> false;
    };
  }

  private static void add(Metric metric, String key, Map<String, Long> sums) {
    numberOf(metric).ifPresent(number -> sums.merge(key, number, Long::sum));
  }

  private static OptionalLong numberOf(Metric metric) {
    if (metric instanceof Counter counter) {
      return OptionalLong.of(counter.getCount());
    }
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }
}
