package dev.leeway.signals.run;

import static dev.leeway.signals.run.TraceTree.NONE;

import dev.leeway.signals.grounding.TraceGrounding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which run the texts at each place of a trace belong to: the run of the span at that place; where
 * that span is in none or was lost, the run of the first span there; else the trace's first run.
 */
final class TextPlaces {
  private final Map<Integer, List<Long>> byRun = new HashMap<>();

  TextPlaces(TraceTree tree, RunSplit split, Collection<Long> places) {
    if (places.isEmpty()) {
      return;
    }
    Map<Long, Integer> runs = new HashMap<>();
    for (int i = tree.size() - 1; i >= 0; i--) {
      if (split.runOf(i) != NONE) {
        runs.put(TraceGrounding.placeOf(tree.span(i)), split.runOf(i));
      }
    }
    for (int i = 0; i < tree.size(); i++) {
      if (split.runOf(i) != NONE) {
        runs.put(tree.span(i).spanId(), split.runOf(i));
      }
    }
    for (long place : places) {
      int run = runs.getOrDefault(place, split.roots().getFirst());
      byRun.computeIfAbsent(run, root -> new ArrayList<>()).add(place);
    }
  }

  Collection<Long> of(int root) {
    return byRun.getOrDefault(root, List.of());
  }
}
