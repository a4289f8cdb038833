package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings the spans of a trace together with what log records say about them. A pure function of the
 * set of both: the order in which they came doesn't matter, nor does repetition.
 *
 * <p>A supplement describes the span with the id that it names; one that was written within another
 * span describes that one if it is of the same kind. It also describes all spans of the same kind
 * with the same response or tool call id, since one call may be several spans. One that was written
 * above calls of its tool describes the first of them that no other such does. What is described by
 * no span, and stands alone, is a call of its own: the supplements that name the same missing span,
 * or the same call, are one.
 *
 * @param spans the trace's spans, one of each id, completed, and its stand-ins at the places of
 *     what they stand for
 * @param standIns calls that no span tells of
 * @param described ids of the supplements that completed a span
 * @param items distinct spans and supplements that came
 */
public record SpanSupplements(
    List<AgentEvent> spans, List<StandIn> standIns, Set<Long> described, int items) {

  /** Named spans first, so that what was written within one finds it. */
  private static final Comparator<AgentEvent> ORDER =
      Comparator.<AgentEvent, Boolean>comparing(event -> !event.has(EventFlag.STANDS_ALONE))
          .thenComparing(event -> event.has(EventFlag.WRITTEN_WITHIN))
          .thenComparingLong(AgentEvent::startNanos)
          .thenComparingLong(AgentEvent::spanId);

  private static final Comparator<AgentEvent> BY_START =
      Comparator.comparingLong(AgentEvent::startNanos).thenComparingLong(AgentEvent::spanId);

  public SpanSupplements {
    spans = List.copyOf(spans);
    standIns = List.copyOf(standIns);
    described = Set.copyOf(described);
  }

  /**
   * A call that only log records tell of.
   *
   * @param event as a row of its own: with the id of the first of its supplements, which no span
   *     has
   * @param supplementIds of which it was made
   */
  public record StandIn(AgentEvent event, Set<Long> supplementIds) {
    public StandIn {
      supplementIds = Set.copyOf(supplementIds);
    }
  }

  /**
   * All spans and supplements of one trace.
   *
   * @param events in any order, repetitions allowed
   */
  public static SpanSupplements of(Collection<AgentEvent> events) {
    if (among(events)) {
      return new Merging(events).merged();
    }
    Collection<AgentEvent> spans = DistinctSpans.of(events);
    return new SpanSupplements(List.copyOf(spans), List.of(), Set.of(), spans.size());
  }

  /** Whether there are any. */
  public static boolean among(Collection<AgentEvent> events) {
    for (AgentEvent event : events) {
      if (event.has(EventFlag.SUPPLEMENT)) {
        return true;
      }
    }
    return false;
  }

  /** The tool that is called, and the span from which. */
  private record ToolPlace(long parentSpanId, String tool) {

    static ToolPlace of(AgentEvent event) {
      return new ToolPlace(event.parentSpanId(), event.tool().name());
    }
  }

  /** What is known while supplements are taken in one after another. Not thread-safe. */
  private static final class Merging {
    private final Map<Long, AgentEvent> spans = new TreeMap<>();
    private final Map<Long, AgentEvent> supplements = new HashMap<>();
    private final Map<String, Set<Long>> byCall = new HashMap<>();
    private final Map<Long, Group> groups = new LinkedHashMap<>();
    private final Set<Long> described = new HashSet<>();
    private @Nullable Map<ToolPlace, Deque<Long>> untoldTools;

    Merging(Collection<AgentEvent> events) {
      for (AgentEvent event : events) {
        (event.has(EventFlag.SUPPLEMENT) ? supplements : spans)
            .merge(event.spanId(), event, DistinctSpans::better);
      }
      spans.values().forEach(this::enterCalls);
    }

    SpanSupplements merged() {
      int items = spans.size() + supplements.size();
      supplements.values().stream().sorted(ORDER).forEach(this::take);
      return new SpanSupplements(
          List.copyOf(spans.values()),
          groups.entrySet().stream().map(this::standIn).toList(),
          described,
          items);
    }

    private void take(AgentEvent supplement) {
      Set<Long> targets = targetsOf(supplement);
      Set<Long> trueSpans = new TreeSet<>(targets);
      trueSpans.removeAll(groups.keySet());
      if (!trueSpans.isEmpty()) {
        described.add(supplement.spanId());
        trueSpans.forEach(target -> complete(target, supplement));
      } else if (!targets.isEmpty()) {
        long standIn = targets.iterator().next();
        Objects.requireNonNull(groups.get(standIn)).supplementIds.add(supplement.spanId());
        complete(standIn, supplement);
      } else if (supplement.has(EventFlag.STANDS_ALONE)) {
        stand(supplement);
      }
    }

    private void complete(long target, AgentEvent supplement) {
      AgentEvent span = Objects.requireNonNull(spans.get(target));
      AgentEvent completed = SpanCompletion.of(span, supplement);
      spans.put(target, completed);
      enterCalls(completed);
    }

    /** In the place of the span that is named; what is above of that nobody knows. */
    private void stand(AgentEvent supplement) {
      boolean within = supplement.has(EventFlag.WRITTEN_WITHIN);
      long id = within ? supplement.spanId() : supplement.parentSpanId();
      long parent = within ? supplement.parentSpanId() : supplement.spanId();
      AgentEvent standIn = supplement.placed(id, parent, supplement.flags());
      spans.put(id, standIn);
      enterCalls(standIn);
      groups.put(id, new Group(supplement));
    }

    private Set<Long> targetsOf(AgentEvent supplement) {
      Set<Long> targets = new TreeSet<>();
      AgentEvent named = spans.get(supplement.parentSpanId());
      boolean within = supplement.has(EventFlag.WRITTEN_WITHIN);
      if (named != null && (!within || named.kind() == supplement.kind())) {
        targets.add(named.spanId());
      }
      callsOf(supplement).forEach(call -> targets.addAll(byCall.getOrDefault(call, Set.of())));
      if (targets.isEmpty() && within && supplement.kind() == EventKind.TOOL) {
        toolBelow(supplement).ifPresent(targets::add);
      }
      return targets;
    }

    private Optional<Long> toolBelow(AgentEvent supplement) {
      if (untoldTools == null) {
        untoldTools = toolsByPlace();
      }
      Deque<Long> tools = untoldTools.get(ToolPlace.of(supplement));
      return tools == null ? Optional.empty() : Optional.ofNullable(tools.pollFirst());
    }

    private Map<ToolPlace, Deque<Long>> toolsByPlace() {
      Map<ToolPlace, Deque<Long>> tools = new HashMap<>();
      spans.values().stream()
          .filter(span -> span.kind() == EventKind.TOOL && !groups.containsKey(span.spanId()))
          .sorted(BY_START)
          .forEach(span ->
              tools
                  .computeIfAbsent(ToolPlace.of(span), place -> new ArrayDeque<>())
                  .addLast(span.spanId()));
      return tools;
    }

    private void enterCalls(AgentEvent event) {
      callsOf(event)
          .forEach(
              call -> byCall.computeIfAbsent(call, unused -> new TreeSet<>()).add(event.spanId()));
    }

    private static List<String> callsOf(AgentEvent event) {
      List<String> calls = new ArrayList<>(2);
      if (!event.model().responseId().isEmpty()) {
        calls.add(event.kind().name() + " response " + event.model().responseId());
      }
      if (!event.tool().callId().isEmpty()) {
        calls.add(event.kind().name() + " call " + event.tool().callId());
      }
      return calls;
    }

    private StandIn standIn(Map.Entry<Long, Group> entry) {
      AgentEvent first = entry.getValue().first;
      AgentEvent whole = Objects.requireNonNull(spans.get(entry.getKey()));
      return new StandIn(
          whole.placed(first.spanId(), first.parentSpanId(), whole.flags()),
          entry.getValue().supplementIds);
    }
  }

  /** Supplements that tell of the same call. */
  private static final class Group {
    private final AgentEvent first;
    private final Set<Long> supplementIds = new HashSet<>();

    Group(AgentEvent first) {
      this.first = first;
      supplementIds.add(first.spanId());
    }
  }
}
