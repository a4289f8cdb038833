package dev.leeway.streamjobs.edge;

/**
 * What became of items of some offsets of a partition. Deltas of a partition add up, in any order;
 * those of one checkpoint together obey {@code decoded = stored + deduplicated}.
 */
public record LedgerDelta(
    String topic,
    int partition,
    long firstOffset,
    long lastOffset,
    long decoded,
    long stored,
    long deduplicated,
    long deadLettered) {

  /** What decoding made of a request; what becomes of the decoded is told later. */
  public static LedgerDelta of(SourceRecord record, long decoded, long deadLettered) {
    return new LedgerDelta(
        record.topic(),
        record.partition(),
        record.offset(),
        record.offset(),
        decoded,
        0,
        0,
        deadLettered);
  }

  /** Both together; they must be of one partition. */
  public LedgerDelta plus(LedgerDelta other) {
    if (!topic.equals(other.topic) || partition != other.partition) {
      throw new IllegalArgumentException(
          "partitions differ: %s-%d vs %s-%d"
              .formatted(topic, partition, other.topic, other.partition));
    }
    return new LedgerDelta(
        topic,
        partition,
        Math.min(firstOffset, other.firstOffset),
        Math.max(lastOffset, other.lastOffset),
        decoded + other.decoded,
        stored + other.stored,
        deduplicated + other.deduplicated,
        deadLettered + other.deadLettered);
  }
}
