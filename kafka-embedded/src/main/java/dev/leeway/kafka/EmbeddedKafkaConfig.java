package dev.leeway.kafka;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What an operator may set about the embedded broker.
 *
 * @param dataDirectory where the log lives; made and formatted at the first start
 * @param port of the client listener on 127.0.0.1; 0 takes any free one
 * @param retention age at which OTLP records go
 * @param retentionBytes what all topics together may keep, shared out by {@link TopicPlan}; whole
 *     segments go, so a partition may exceed its share by one segment
 * @param spanPartitions partitions of {@code otlp_spans}
 * @param partitions partitions of the other OTLP topics
 * @param startTimeout how long start waits for the broker to answer with all its topics
 */
public record EmbeddedKafkaConfig(
    Path dataDirectory,
    int port,
    Duration retention,
    long retentionBytes,
    int spanPartitions,
    int partitions,
    Duration startTimeout) {

  /** Broker, topic and producer agree on this; a record has overhead over its request's bytes. */
  public static final int MESSAGE_BYTES_MAX = 2 * 1024 * 1024;

  public EmbeddedKafkaConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
    if (!retention.isPositive()) {
      throw new IllegalArgumentException("retention must be positive: " + retention);
    }
    if (retentionBytes < 64L * MESSAGE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "retentionBytes must be >= " + 64L * MESSAGE_BYTES_MAX + ": " + retentionBytes);
    }
    if (spanPartitions < 1 || partitions < 1) {
      throw new IllegalArgumentException(
          "partitions must be >= 1: " + spanPartitions + " and " + partitions);
    }
    if (!startTimeout.isPositive()) {
      throw new IllegalArgumentException("startTimeout must be positive: " + startTimeout);
    }
  }

  /** Any free port, 24 hours or 10 GB, two partitions of spans. */
  public static EmbeddedKafkaConfig defaults(Path dataDirectory) {
    return new EmbeddedKafkaConfig(
        dataDirectory, 0, Duration.ofHours(24), 10_000_000_000L, 2, 1, Duration.ofSeconds(60));
  }

  public EmbeddedKafkaConfig withPort(int newPort) {
    return new EmbeddedKafkaConfig(
        dataDirectory,
        newPort,
        retention,
        retentionBytes,
        spanPartitions,
        partitions,
        startTimeout);
  }

  public EmbeddedKafkaConfig withRetention(Duration newRetention, long newRetentionBytes) {
    return new EmbeddedKafkaConfig(
        dataDirectory,
        port,
        newRetention,
        newRetentionBytes,
        spanPartitions,
        partitions,
        startTimeout);
  }

  public EmbeddedKafkaConfig withPartitions(int newSpanPartitions, int newPartitions) {
    return new EmbeddedKafkaConfig(
        dataDirectory,
        port,
        retention,
        retentionBytes,
        newSpanPartitions,
        newPartitions,
        startTimeout);
  }
}
