package dev.leeway.telemetry;

import java.util.HashMap;
import java.util.Map;

/** Counts the families of attribute keys that no dialect has a use for, in bounded space. */
final class UnmappedKeys {
  private final Map<String, Integer> counts = new HashMap<>();

  void add(AttributeFrame attributes) {
    RawAttributes all = attributes.all();
    for (int at = 0; at < all.size(); at++) {
      if (!all.key(at).meaning().known()) {
        String family = all.key(at).family();
        boolean full =
            counts.size() >= DecodedBatch.UNMAPPED_FAMILIES_MAX && !counts.containsKey(family);
        counts.merge(full ? DecodedBatch.OTHER_FAMILIES : family, 1, Integer::sum);
      }
    }
  }

  Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }
}
