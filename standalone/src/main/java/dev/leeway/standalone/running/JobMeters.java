package dev.leeway.standalone.running;

import dev.leeway.streamjobs.job.RunningStreamJob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * The job's numbers for a registry: {@code leeway.settled} (1 when nothing is under way), {@code
 * leeway.lag} (records that no checkpoint holds yet; -1 while Kafka doesn't say), and every counter
 * and gauge of the job as {@code leeway.job} by name. {@code leeway.settled.until} says up to which
 * time all is settled while traffic goes on. {@code leeway.telemetry.unmapped} is by key family.
 */
final class JobMeters implements MeterBinder {
  private final RunningStreamJob job;

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
              numbers.register(
                  job.counters().entrySet().stream().map(entry -> row("name", entry)).toList(),
                  true);
              unmapped.register(
                  job.unmappedKeys().entrySet().stream()
                      .map(entry -> row("family", entry))
                      .toList(),
                  true);
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

  private static MultiGauge.Row<Number> row(String tag, Map.Entry<String, Long> entry) {
    return MultiGauge.Row.of(Tags.of(tag, entry.getKey()), entry.getValue());
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
