package dev.leeway.webui.finding;

import dev.leeway.webui.action.ActionFailedException;
import dev.leeway.webui.config.WebUiConfig;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Publishes what people tell the detectors to the compacted topic of controls, and waits for the
 * broker's acknowledgement. Thread-safe; the producer is made with the first word.
 */
@Component
class ControlPublisher {
  static final String TOPIC = "leeway.control";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final String bootstrapServers;
  private @Nullable Producer<String, String> producer;

  ControlPublisher(WebUiConfig config) {
    bootstrapServers = config.kafkaBootstrapServers();
  }

  /**
   * Returns when the broker has it.
   *
   * @param key of entries with one key compaction keeps the last
   */
  void publish(String tenantId, String key, String value) {
    ProducerRecord<String, String> entry = new ProducerRecord<>(TOPIC, key, value);
    entry.headers().add("leeway-tenant", tenantId.getBytes(StandardCharsets.UTF_8));
    try {
      producer().send(entry).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new ActionFailedException("Kafka did not acknowledge: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActionFailedException("interrupted while waiting for Kafka", e);
    }
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }

  private synchronized Producer<String, String> producer() {
    Producer<String, String> made = producer;
    if (made == null) {
      made =
          new KafkaProducer<>(
              Map.of(
                  "bootstrap.servers",
                  bootstrapServers,
                  "acks",
                  "all",
                  "enable.idempotence",
                  true,
                  "max.block.ms",
                  TIMEOUT.toMillis(),
                  "request.timeout.ms",
                  5_000,
                  "delivery.timeout.ms",
                  8_000,
                  "buffer.memory",
                  1L << 20,
                  "client.id",
                  "leeway-web-ui"),
              new StringSerializer(),
              new StringSerializer());
      producer = made;
    }
    return made;
  }
}
