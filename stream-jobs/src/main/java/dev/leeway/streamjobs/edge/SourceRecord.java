package dev.leeway.streamjobs.edge;

/**
 * One Kafka record as it came: one export request.
 *
 * @param appendMillis the broker's append time
 * @param tenantId empty when the record names none
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Bytes cross the edge as they are; nothing compares them.
public record SourceRecord(
    String topic, int partition, long offset, long appendMillis, String tenantId, byte[] value) {}
