package dev.leeway.streamjobs.edge;

/**
 * One decoded span, or what log records say about one, on its way to its trace.
 *
 * @param facts the event as {@code AgentEventCodec} bytes
 * @param row the event as row of {@code agent_events} or {@code span_supplements}, ready to be
 *     stored
 * @param grounding what was read of its texts, as {@code RunGrounding} bytes; empty where it has
 *     none
 * @param endMillis the span's end
 * @param appendMillis the broker's append time of its Kafka record
 * @param topic with partition and offset, which Kafka record it came in
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Bytes cross the edge as they are; nothing compares them.
public record SpanRecord(
    String tenantId,
    long traceHigh,
    long traceLow,
    long spanId,
    byte[] facts,
    byte[] row,
    byte[] grounding,
    long endMillis,
    long appendMillis,
    Standing standing,
    String topic,
    int partition,
    long offset) {

  public TraceKey trace() {
    return new TraceKey(tenantId, traceHigh, traceLow);
  }

  /** One number for topic and partition. */
  public long source() {
    return 31L * topic.hashCode() + partition;
  }
}
