package dev.leeway.storage.row;

/**
 * Something that could not be decoded.
 *
 * @param item place of the span, point or log record in its Kafka record; -1 for the record as a
 *     whole
 * @param reason one of few names, to count by
 * @param detail what was expected and what came
 * @param failedAtMillis when it was set aside
 * @param payload the bytes, to be sent again; whoever holds the letter must not change them
 */
// It crosses Flink edges, which take records of arrays and no buffers.
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
    String tenantId,
    String topic,
    int partition,
    long offset,
    int item,
    String reason,
    String detail,
    long appendMillis,
    long failedAtMillis,
    byte[] payload) {}
