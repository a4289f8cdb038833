package dev.leeway.webui.agent;

import dev.leeway.storage.query.SignalCategory;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of single categories beside their counts.
 *
 * @param firstSeen as far as hours are kept
 * @param examples trace of the newest run in the range; absent for what spans say
 */
record MixFacts(Map<SignalCategory, Instant> firstSeen, Map<SignalCategory, String> examples) {
  static final MixFacts NONE = new MixFacts(Map.of(), Map.of());

  MixFacts {
    firstSeen = Map.copyOf(firstSeen);
    examples = Map.copyOf(examples);
  }
}
