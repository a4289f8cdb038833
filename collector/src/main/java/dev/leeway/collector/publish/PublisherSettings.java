package dev.leeway.collector.publish;

import java.time.Duration;

/**
 * How the collector writes to Kafka.
 *
 * @param bootstrapServers as Kafka's clients take them
 * @param deliveryTimeout from handing over to acknowledgement; shorter than the 10 s that exporters
 *     wait, so that the client hears of a failure instead of guessing
 * @param bufferBytes of records that wait for Kafka
 */
public record PublisherSettings(
    String bootstrapServers, Duration deliveryTimeout, long bufferBytes) {

  /** Broker, topic and producer agree on it; a record has overhead over its request's bytes. */
  public static final int RECORD_BYTES_MAX = 2 * 1024 * 1024;

  public PublisherSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrapServers must not be blank");
    }
    if (deliveryTimeout.toMillis() < 100) {
      throw new IllegalArgumentException("deliveryTimeout must be >= 100 ms: " + deliveryTimeout);
    }
    if (bufferBytes < 2L * RECORD_BYTES_MAX) {
      throw new IllegalArgumentException(
          "bufferBytes must be >= " + 2L * RECORD_BYTES_MAX + ": " + bufferBytes);
    }
  }
}
