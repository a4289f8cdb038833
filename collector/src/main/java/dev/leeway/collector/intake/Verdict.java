package dev.leeway.collector.intake;

import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import java.util.List;
import java.util.Map;

/**
 * What is to be said about a request that was taken.
 *
 * @param items in it, refused ones included
 * @param refused items by reason
 * @param truncated items that are stored with shortened values
 * @param warnings sentences about the rest
 */
record Verdict(
    Signal signal, int items, Map<Refusal, Integer> refused, int truncated, List<String> warnings) {

  Verdict {
    refused = Map.copyOf(refused);
    warnings = List.copyOf(warnings);
  }

  int refusedItems() {
    return refused.values().stream().mapToInt(Integer::intValue).sum();
  }

  int goodItems() {
    return items - refusedItems();
  }
}
