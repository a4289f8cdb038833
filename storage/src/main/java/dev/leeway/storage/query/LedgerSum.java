package dev.leeway.storage.query;

/** A topic's totals: decoded + deadLettered = items, decoded = stored + deduplicated. */
public record LedgerSum(
    String topic, long items, long decoded, long stored, long deduplicated, long deadLettered) {}
