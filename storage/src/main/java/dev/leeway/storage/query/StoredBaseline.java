package dev.leeway.storage.query;

import java.time.Instant;
import java.util.Map;

/**
 * A baseline as it was stored.
 *
 * @param slot name of its {@code BaselineSlot}
 * @param zeros of a rate, what is good
 */
public record StoredBaseline(
    String slot, Instant from, Instant to, Map<Integer, Long> buckets, long zeros) {
  public StoredBaseline {
    buckets = Map.copyOf(buckets);
  }
}
