package dev.leeway.webui.run;

import dev.leeway.signals.event.AgentEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A trace's spans as trees. A span whose parent is not there stands at the top, so none is lost;
 * spans that are each other's parents are cut loose at the earliest.
 *
 * @param startNanos the first start
 * @param endNanos the last end
 */
record SpanTree(List<SpanNode> roots, int size, long startNanos, long endNanos) {
  private static final Comparator<AgentEvent> BY_START =
      Comparator.comparingLong(AgentEvent::startNanos).thenComparingLong(AgentEvent::spanId);

  SpanTree {
    roots = List.copyOf(roots);
  }

  static SpanTree of(List<AgentEvent> spans) {
    List<AgentEvent> sorted = spans.stream().sorted(BY_START).toList();
    Map<Long, AgentEvent> byId = new HashMap<>();
    sorted.forEach(span -> byId.putIfAbsent(span.spanId(), span));
    Map<Long, List<AgentEvent>> children = new HashMap<>();
    List<AgentEvent> tops = new ArrayList<>();
    for (AgentEvent span : byId.values()) {
      if (byId.containsKey(span.parentSpanId()) && span.parentSpanId() != span.spanId()) {
        children.computeIfAbsent(span.parentSpanId(), id -> new ArrayList<>()).add(span);
      } else {
        tops.add(span);
      }
    }
    Set<Long> reached = new HashSet<>();
    List<SpanNode> roots = new ArrayList<>();
    tops.stream().sorted(BY_START).forEach(top -> roots.add(build(top, children, reached)));
    for (AgentEvent span : sorted) {
      if (!reached.contains(span.spanId())) {
        roots.add(build(span, children, reached));
      }
    }
    long start = sorted.stream().mapToLong(AgentEvent::startNanos).min().orElse(0);
    long end =
        sorted.stream().mapToLong(s -> s.startNanos() + s.durationNanos()).max().orElse(start);
    return new SpanTree(roots, byId.size(), start, end);
  }

  /** Without recursion: a trace of thousands of spans may be one long chain. */
  private static SpanNode build(
      AgentEvent root, Map<Long, List<AgentEvent>> children, Set<Long> reached) {
    Deque<AgentEvent> open = new ArrayDeque<>();
    List<AgentEvent> order = new ArrayList<>();
    Map<Long, List<AgentEvent>> taken = new HashMap<>();
    open.push(root);
    reached.add(root.spanId());
    while (!open.isEmpty()) {
      AgentEvent span = open.pop();
      order.add(span);
      List<AgentEvent> below = new ArrayList<>();
      for (AgentEvent child : children.getOrDefault(span.spanId(), List.of())) {
        if (reached.add(child.spanId())) {
          below.add(child);
          open.push(child);
        }
      }
      below.sort(BY_START);
      taken.put(span.spanId(), below);
    }
    Map<Long, SpanNode> built = new HashMap<>();
    for (AgentEvent span : order.reversed()) {
      List<SpanNode> nodes = new ArrayList<>();
      for (AgentEvent child : taken.getOrDefault(span.spanId(), List.of())) {
        SpanNode node = built.get(child.spanId());
        if (node != null) {
          nodes.add(node);
        }
      }
      built.put(span.spanId(), new SpanNode(span, nodes));
    }
    return built.getOrDefault(root.spanId(), new SpanNode(root, List.of()));
  }
}
