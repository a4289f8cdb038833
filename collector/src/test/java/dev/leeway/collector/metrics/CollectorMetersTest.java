package dev.leeway.collector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CollectorMetersTest {

  @Test
  void theRegistryShowsTheCounters() {
    CollectorMetrics metrics = new CollectorMetrics();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new CollectorMeters(metrics, () -> 42).bindTo(registry);
    metrics.request(Signal.TRACES);
    metrics.published(Signal.TRACES, 8, 1);
    metrics.accepted(Signal.TRACES, 10, Map.of(Refusal.SPAN_ID, 2));
    metrics.request(Signal.TRACES);
    metrics.refused(Signal.TRACES, Refusal.KAFKA_UNAVAILABLE, 5);
    assertThat(count(registry, "received")).isEqualTo(15);
    assertThat(count(registry, "accepted")).isEqualTo(8);
    assertThat(count(registry, "published")).isEqualTo(8);
    assertThat(count(registry, "requests")).isEqualTo(2);
    assertThat(
            registry
                .get("leeway.collector.refused")
                .tag("signal", "traces")
                .tag("reason", "span_id")
                .functionCounter()
                .count())
        .isEqualTo(2);
    assertThat(registry.get("leeway.collector.bytes.in.flight").gauge().value()).isEqualTo(42);
    CollectorMetrics.Counts counts = metrics.snapshot(Signal.TRACES);
    assertThat(counts.received()).isEqualTo(counts.accepted() + counts.refusedSum());
  }

  private static double count(SimpleMeterRegistry registry, String name) {
    return registry
        .get("leeway.collector." + name)
        .tag("signal", "traces")
        .functionCounter()
        .count();
  }
}
