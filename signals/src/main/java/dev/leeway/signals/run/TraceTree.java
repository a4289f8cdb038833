package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The spans of one trace as a forest, the same for any order of its input. Spans are known by their
 * index, which ascends with start time and span id. A parent that has not come makes an orphan; a
 * cycle of parents is opened above its earliest span.
 */
final class TraceTree {
  static final int NONE = -1;

  private static final Comparator<AgentEvent> BY_START =
      Comparator.comparingLong(AgentEvent::startNanos).thenComparingLong(AgentEvent::spanId);

  private final List<AgentEvent> spans;
  private final int distinct;
  private final int[] parent;
  private final int[] topDown;

  private TraceTree(List<AgentEvent> spans, int distinct) {
    this.spans = spans;
    this.distinct = distinct;
    this.parent = parents(spans);
    this.topDown = parentsFirst(parent);
  }

  /** The tree of spans that all have different ids. */
  static TraceTree of(Collection<AgentEvent> spans, RunLimits limits) {
    List<AgentEvent> sorted = new ArrayList<>(spans);
    sorted.sort(BY_START);
    return new TraceTree(cut(sorted, limits), sorted.size());
  }

  List<AgentEvent> spans() {
    return spans;
  }

  AgentEvent span(int index) {
    return spans.get(index);
  }

  int size() {
    return spans.size();
  }

  /** Distinct spans that came, those beyond the cut too. */
  int distinct() {
    return distinct;
  }

  boolean cut() {
    return spans.size() < distinct;
  }

  /** The parent's index, or {@link #NONE}. */
  int parent(int index) {
    return parent[index];
  }

  /** All indices, each parent before its children. */
  int[] topDown() {
    return topDown.clone();
  }

  private static List<AgentEvent> cut(List<AgentEvent> sorted, RunLimits limits) {
    List<AgentEvent> kept = new ArrayList<>(Math.min(sorted.size(), limits.spansMax()));
    long firstMillis = Long.MAX_VALUE;
    for (AgentEvent span : sorted) {
      // A span with an impossible time must not cut away all the others.
      boolean possible = span.entersWindows();
      firstMillis = possible ? Math.min(firstMillis, span.startMillis()) : firstMillis;
      boolean late = possible && span.startMillis() - firstMillis > limits.lengthMillisMax();
      if (!late && kept.size() < limits.spansMax()) {
        kept.add(span);
      }
    }
    return kept;
  }

  private static int[] parents(List<AgentEvent> spans) {
    Map<Long, Integer> index = HashMap.newHashMap(spans.size());
    for (int i = 0; i < spans.size(); i++) {
      index.put(spans.get(i).spanId(), i);
    }
    int[] parent = new int[spans.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = index.getOrDefault(spans.get(i).parentSpanId(), NONE);
    }
    openCycles(parent);
    return parent;
  }

  /** Walks up from each span once; where a walk meets itself is a cycle. */
  private static void openCycles(int[] parent) {
    int[] walk = new int[parent.length];
    for (int start = 0; start < parent.length; start++) {
      int at = start;
      while (at != NONE && walk[at] == 0) {
        walk[at] = start + 1;
        at = parent[at];
      }
      if (at != NONE && walk[at] == start + 1) {
        parent[earliestOfCycle(parent, at)] = NONE;
      }
    }
  }

  private static int earliestOfCycle(int[] parent, int member) {
    int earliest = member;
    for (int at = parent[member]; at != member; at = parent[at]) {
      earliest = Math.min(earliest, at);
    }
    return earliest;
  }

  private static int[] parentsFirst(int[] parent) {
    int[] order = new int[parent.length];
    boolean[] placed = new boolean[parent.length];
    int[] path = new int[parent.length];
    int size = 0;
    for (int start = 0; start < parent.length; start++) {
      int depth = 0;
      for (int at = start; at != NONE && !placed[at]; at = parent[at]) {
        path[depth++] = at;
        placed[at] = true;
      }
      while (depth > 0) {
        order[size++] = path[--depth];
      }
    }
    return order;
  }
}
