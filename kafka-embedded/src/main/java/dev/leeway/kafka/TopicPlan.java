package dev.leeway.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Leeway's topics as they should be for a configuration: partitions, and what each may keep. */
record TopicPlan(List<Topic> topics) {

  /** One topic; {@code settings} are Kafka's own topic settings. */
  record Topic(String name, int partitions, Map<String, String> settings) {}

  private static final Duration WEEK = Duration.ofDays(7);
  private static final long SEGMENT_BYTES_MAX = 128L << 20;

  TopicPlan {
    topics = List.copyOf(topics);
  }

  /**
   * Spans get 56 % of the bytes, logs 12, metrics 9; what others write 10, 4 and 3; letters 5,
   * findings 1.
   */
  static TopicPlan of(EmbeddedKafkaConfig config) {
    Duration retention = config.retention();
    Duration atLeastWeek = retention.compareTo(WEEK) > 0 ? retention : WEEK;
    long percent = config.retentionBytes() / 100;
    return new TopicPlan(
        List.of(
            otlp(Topics.SPANS, config.spanPartitions(), retention, 56 * percent),
            otlp(Topics.SPANS_EXTERNAL, config.spanPartitions(), retention, 10 * percent),
            otlp(Topics.LOGS, config.partitions(), retention, 12 * percent),
            otlp(Topics.LOGS_EXTERNAL, config.partitions(), retention, 4 * percent),
            otlp(Topics.METRICS, config.partitions(), retention, 9 * percent),
            otlp(Topics.METRICS_EXTERNAL, config.partitions(), retention, 3 * percent),
            otlp(Topics.DEAD_LETTERS, 1, atLeastWeek, 5 * percent),
            otlp(Topics.FINDINGS, 1, atLeastWeek, percent),
            compacted(Topics.CONTROL),
            compacted(Topics.INCIDENTS)));
  }

  /** Stamped by the broker: agents' clocks decide neither retention nor what counts as late. */
  private static Topic otlp(String name, int partitions, Duration retention, long bytes) {
    long bytesOfPartition = bytes / partitions;
    long segmentBytes =
        Math.clamp(
            bytesOfPartition / 8, 2L * EmbeddedKafkaConfig.MESSAGE_BYTES_MAX, SEGMENT_BYTES_MAX);
    return new Topic(
        name,
        partitions,
        Map.of(
            "cleanup.policy", "delete",
            "message.timestamp.type", "LogAppendTime",
            "retention.ms", Long.toString(retention.toMillis()),
            "retention.bytes", Long.toString(bytesOfPartition),
            "segment.bytes", Long.toString(segmentBytes),
            "max.message.bytes", Integer.toString(EmbeddedKafkaConfig.MESSAGE_BYTES_MAX)));
  }

  private static Topic compacted(String name) {
    return new Topic(
        name,
        1,
        Map.of(
            "cleanup.policy",
            "compact",
            "segment.bytes",
            Integer.toString(16 << 20),
            "min.cleanable.dirty.ratio",
            "0.2",
            "max.message.bytes",
            Integer.toString(EmbeddedKafkaConfig.MESSAGE_BYTES_MAX)));
  }
}
