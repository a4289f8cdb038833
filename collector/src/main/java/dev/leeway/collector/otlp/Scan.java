package dev.leeway.collector.otlp;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What a request's bytes hold. */
public sealed interface Scan {

  /**
   * A request that can be read.
   *
   * @param items in the request, refused ones included
   * @param refused items by reason; empty when all are good
   * @param refusedItems their ordinals, in the order of the bytes
   * @param warnings about items that are good
   */
  record Legible(
      int items, Map<Refusal, Integer> refused, BitSet refusedItems, Set<Warning> warnings)
      implements Scan {

    public Legible {
      warnings = Set.copyOf(warnings);
      refused = refused.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(refused));
      refusedItems = (BitSet) refusedItems.clone();
    }

    @Override
    public BitSet refusedItems() {
      return (BitSet) refusedItems.clone();
    }

    public int good() {
      return items - refusedItems.cardinality();
    }
  }

  /** A request that cannot be read, with the sentence for its sender. */
  record Illegible(Refusal refusal, String reason) implements Scan {}
}
