package dev.leeway.streamjobs.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic of controls once, from its beginning to the end that it has; it is compacted, and
 * so small. A broker that doesn't answer fails the task, which is then started again.
 */
public record ControlTopic(String bootstrapServers, String topic) implements StartControls {
  private static final String TENANT_HEADER = "leeway-tenant";
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Polls in a row that may bring nothing before the broker is held to be gone. */
  private static final int SILENT_POLLS_MAX = 30;

  @Override
  public List<Control> read() {
    try (KafkaConsumer<byte[], byte[]> consumer = open()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(consumer, consumer.endOffsets(partitions));
    }
  }

  private List<Control> read(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    List<Control> controls = new ArrayList<>();
    int silent = 0;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records.forEach(record -> of(record).ifPresent(controls::add));
      silent = records.isEmpty() ? silent + 1 : 0;
      if (silent > SILENT_POLLS_MAX) {
        throw new KafkaException(
            "expected the controls of %s up to %s, came %d"
                .formatted(topic, ends, controls.size()));
      }
    }
    return controls;
  }

  private static Optional<Control> of(ConsumerRecord<byte[], byte[]> record) {
    Header tenant = record.headers().lastHeader(TENANT_HEADER);
    return tenant == null || tenant.value() == null || record.value() == null
        ? Optional.empty()
        : Control.of(new String(tenant.value(), StandardCharsets.UTF_8), record.value());
  }

  private KafkaConsumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
