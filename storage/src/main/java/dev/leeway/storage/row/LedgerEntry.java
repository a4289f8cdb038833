package dev.leeway.storage.row;

/**
 * What became of a range of offsets. Entries of one range add up, so each stage may count its own
 * part and leave the rest zero; over all entries {@code decoded + deadLettered = items} and {@code
 * decoded = stored + deduplicated}.
 *
 * @param items spans, points or log records in the range
 * @param writtenAtMillis when the block that holds it was made
 */
public record LedgerEntry(
    String topic,
    int partition,
    long firstOffset,
    long lastOffset,
    long items,
    long decoded,
    long stored,
    long deduplicated,
    long deadLettered,
    long writtenAtMillis) {}
