package dev.leeway.standalone.running;

import dev.leeway.streamjobs.job.RunningStreamJob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The job's numbers for a registry: {@code leeway.settled} (1 when nothing is under way), {@code
 * leeway.lag} (records that no checkpoint holds yet; -1 while Kafka doesn't say), and every counter
 * and gauge of the job as {@code leeway.job} by name. {@code leeway.settled.until} says up to which
 * time all is settled while traffic goes on. {@code leeway.telemetry.unmapped} is by key family.
 */
final class JobMeters implements MeterBinder {
  private final RunningStreamJob job;
  private volatile Map<String, Long> counters = Map.of();
  private volatile Map<String, Long> unmappedKeys = Map.of();

  JobMeters(RunningStreamJob job) {
    this.job = job;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    MultiGauge numbers =
        MultiGauge.builder("leeway.job")
            .description("Counters and gauges of the stream job, by name")
            .register(registry);
    MultiGauge unmapped =
        MultiGauge.builder("leeway.telemetry.unmapped")
            .description("Attribute keys that no dialect has a use for, by key family")
            .register(registry);
    Gauge.builder(
            "leeway.lag",
            () -> {
              refresh(numbers, unmapped);
              return lag();
            })
        .description("Records that no completed checkpoint holds yet")
        .register(registry);
    Gauge.builder("leeway.settled.until", this::settledUntil)
        .baseUnit("seconds")
        .description(
            "All that was accepted before this time is stored, and all runs that could be closed"
                + " then are; seconds since 1970")
        .register(registry);
    Gauge.builder("leeway.settled", this::settled)
        .description("1 when all that was accepted is stored and all closable runs are closed")
        .register(registry);
  }

  /** Rows are added and never replaced, as somebody else may be reading them. */
  private synchronized void refresh(MultiGauge numbers, MultiGauge unmapped) {
    counters = known(counters, job.counters());
    unmappedKeys = known(unmappedKeys, job.unmappedKeys());
    numbers.register(rows("name", counters.keySet(), name -> counters.get(name)), false);
    unmapped.register(
        rows("family", unmappedKeys.keySet(), family -> unmappedKeys.get(family)), false);
  }

  /** What was known once stays, else its row would go while it is read. */
  private static Map<String, Long> known(Map<String, Long> before, Map<String, Long> now) {
    Map<String, Long> both = new TreeMap<>(before);
    both.putAll(now);
    return both;
  }

  private static List<MultiGauge.Row<?>> rows(
      String tag, Set<String> names, Function<String, @Nullable Long> value) {
    return names.stream()
        .<MultiGauge.Row<?>>map(
            name -> MultiGauge.Row.of(Tags.of(tag, name), () -> value.apply(name)))
        .toList();
  }

  private double lag() {
    try {
      return job.lag().values().stream().mapToLong(Long::longValue).sum();
    } catch (KafkaException e) {
      return -1;
    }
  }

  private double settledUntil() {
    try {
      return job.settledUntilMillis() / 1000.0;
    } catch (KafkaException e) {
      return 0;
    }
  }

  private double settled() {
    try {
      return job.settled() ? 1 : 0;
    } catch (KafkaException e) {
      return 0;
    }
  }
}
