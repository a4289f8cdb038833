package dev.leeway.collector;

import dev.leeway.collector.intake.Intake;
import dev.leeway.collector.metrics.CollectorMeters;
import dev.leeway.collector.metrics.CollectorMetrics;
import dev.leeway.collector.publish.KafkaCheck;
import dev.leeway.collector.publish.KafkaPublisher;
import dev.leeway.collector.publish.PublisherSettings;
import dev.leeway.collector.receive.OtlpReceiver;
import dev.leeway.collector.receive.Readiness;
import dev.leeway.collector.receive.ReceiverSettings;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Takes OTLP and puts it into Kafka; a client's success means that Kafka has it. Thread-safe.
 *
 * <p>Kafka need not be there at the start, or later: requests are then refused with a retry delay.
 */
public final class Collector implements AutoCloseable {
  private final CollectorMetrics metrics = new CollectorMetrics();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final KafkaPublisher publisher;
  private final Intake intake;
  private final OtlpReceiver receiver;

  private Collector(CollectorConfig config, String bootstrapServers, Supplier<String> metricsPage) {
    publisher =
        new KafkaPublisher(
            new PublisherSettings(
                bootstrapServers, config.deliveryTimeout(), config.producerBufferBytes()));
    intake = new Intake(config.limits(), publisher, metrics);
    receiver =
        new OtlpReceiver(
            new ReceiverSettings(
                config.bindAddress(),
                config.grpcPort(),
                config.httpPort(),
                config.retryDelay(),
                config.requestTimeout(),
                config.requestTimeout().minus(config.deliveryTimeout()),
                config.drainTimeout(),
                config.allowedHosts(),
                config.corsOrigins()),
            intake,
            this::readiness,
            metricsPage);
  }

  /** Returns when both ports are open; {@code /metrics} is empty. */
  public static Collector start(CollectorConfig config, String bootstrapServers) {
    return start(config, bootstrapServers, () -> "");
  }

  /**
   * Returns when both ports are open.
   *
   * @param metricsPage what {@code /metrics} shows, in Prometheus' text format
   */
  public static Collector start(
      CollectorConfig config, String bootstrapServers, Supplier<String> metricsPage) {
    Collector collector = new Collector(config, bootstrapServers, metricsPage);
    try {
      collector.publisher.start();
      collector.receiver.start();
      return collector;
    } catch (RuntimeException e) {
      collector.close();
      throw e;
    }
  }

  public int grpcPort() {
    return receiver.grpcPort();
  }

  public int httpPort() {
    return receiver.httpPort();
  }

  public CollectorMetrics metrics() {
    return metrics;
  }

  /** Of all requests that are being received, read or published. */
  public long bytesInFlight() {
    return intake.budget().heldBytes();
  }

  /** The same counters for a Micrometer registry. */
  public MeterBinder meters() {
    return new CollectorMeters(metrics, this::bytesInFlight);
  }

  /** Asks Kafka whether a request would be taken now; two seconds at most. */
  public Readiness check() {
    if (closing.get()) {
      return new Readiness(List.of("closing"));
    }
    KafkaCheck kafka = publisher.check();
    return new Readiness(kafka.ok() ? List.of() : List.of(kafka.reason()));
  }

  /**
   * Takes no new request, answers those under way, and waits for Kafka to acknowledge them. Safe to
   * call twice.
   */
  @Override
  public void close() {
    closing.set(true);
    receiver.close();
    intake.close();
    publisher.close();
  }

  /** What is known without asking, for a page that anybody may call as often as they like. */
  private Readiness readiness() {
    if (closing.get()) {
      return new Readiness(List.of("closing"));
    }
    KafkaCheck kafka = publisher.health();
    return new Readiness(kafka.ok() ? List.of() : List.of(kafka.reason()));
  }
}
