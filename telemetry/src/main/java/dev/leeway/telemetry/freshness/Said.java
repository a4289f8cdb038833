package dev.leeway.telemetry.freshness;

import java.util.Map;

/**
 * What the attributes of one wire message say of sources, over those of its resource.
 *
 * @param texts of the names that {@link ReadKeys} has; the resource's own map where the message
 *     adds nothing to it
 * @param held how many of the texts are not shared with the resource's map
 * @param count how many attributes were read in the message
 * @param hash of all attributes, the resource's and those of other names with them, in any order
 */
record Said(Map<String, String> texts, int held, int count, long hash) {
  static final Said NOTHING = new Said(Map.of(), 0, 0, 0);

  /** The same as the start of another message, which shares the texts and has its own limit. */
  Said inherited() {
    return new Said(texts, 0, 0, hash);
  }
}
