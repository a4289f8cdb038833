package dev.leeway.webui.journal;

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
 * Publishes entries to compacted topics and waits for the broker's acknowledgement. Thread-safe;
 * the producer is made with the first entry.
 */
@Component
public class KafkaJournal {
  /** What people do about findings. */
  public static final String INCIDENTS = "leeway.incidents";

  /** What people and pipelines tell the stages upstream. */
  public static final String CONTROL = "leeway.control";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final String bootstrapServers;
  private @Nullable Producer<String, String> producer;

  public KafkaJournal(WebUiConfig config) {
    bootstrapServers = config.kafkaBootstrapServers();
  }

  /**
   * Returns when the broker has it.
   *
   * @param key of entries with one key compaction keeps the last
   * @throws JournalException when it is not certain that the entry was taken
   */
  public void append(String topic, String tenantId, String key, String value) {
    ProducerRecord<String, String> entry = new ProducerRecord<>(topic, key, value);
    entry.headers().add("leeway-tenant", tenantId.getBytes(StandardCharsets.UTF_8));
    try {
      producer().send(entry).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new JournalException("Kafka did not acknowledge: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalException("interrupted while waiting for Kafka", e);
    }
  }

  @PreDestroy
  public synchronized void close() {
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
