package dev.leeway.streamjobs.edge;

import dev.leeway.signals.metric.SeriesId;

/**
 * One decoded metric point on its way to its series.
 *
 * @param point as {@code MetricPointCodec} bytes
 * @param appendMillis the broker's append time of its Kafka record
 * @param topic with partition and offset, which Kafka record it came in
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Bytes cross the edge as they are; nothing compares them.
public record MetricRecord(
    String tenantId,
    SeriesId series,
    byte[] point,
    long appendMillis,
    String topic,
    int partition,
    long offset) {

  public MetricShard shard() {
    return MetricShard.of(tenantId, series);
  }
}
