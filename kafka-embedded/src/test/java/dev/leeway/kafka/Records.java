package dev.leeway.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes acknowledged records and reads all that a topic has. */
final class Records {
  private Records() {}

  static KafkaProducer<byte[], byte[]> producer(String bootstrapServers, Duration delivery) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "acks", "all",
            "linger.ms", "0",
            "max.request.size", Integer.toString(EmbeddedKafkaConfig.MESSAGE_BYTES_MAX),
            "max.block.ms", Long.toString(delivery.toMillis()),
            "request.timeout.ms", Long.toString(delivery.toMillis()),
            "delivery.timeout.ms", Long.toString(delivery.toMillis())),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  static void write(KafkaProducer<byte[], byte[]> producer, String topic, String value)
      throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic, null, value.getBytes(UTF_8))).get();
  }

  static List<String> readAll(String bootstrapServers, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<String> values = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(new String(record.value(), UTF_8));
        }
      }
      return values;
    }
  }
}
