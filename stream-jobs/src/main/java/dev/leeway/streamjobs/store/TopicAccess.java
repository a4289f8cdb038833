package dev.leeway.streamjobs.store;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where topics are published to, in a form that travels with the job's graph. */
public record TopicAccess(String bootstrapServers, Duration deliveryTimeout)
    implements Serializable {
  private static final int RECORD_BYTES_MAX = 2 << 20;

  public static TopicAccess of(String bootstrapServers) {
    return new TopicAccess(bootstrapServers, Duration.ofSeconds(20));
  }

  KafkaProducer<byte[], byte[]> open() {
    int timeoutMillis = Math.toIntExact(deliveryTimeout.toMillis());
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            RECORD_BYTES_MAX,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            timeoutMillis,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            timeoutMillis / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            timeoutMillis),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
