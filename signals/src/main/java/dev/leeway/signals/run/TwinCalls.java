package dev.leeway.signals.run;

import static dev.leeway.signals.run.TraceTree.NONE;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of a model that two instrumentations report side by side instead of one inside the other,
 * as OpenLLMetry's of LangChain and of OpenAI do (conventions.md section 10 (2)).
 *
 * <p>Twins have one parent, one kind, one model asked for and the same token counts; one lies
 * within the other but for a few milliseconds, no two response ids contradict, and their scopes
 * differ: what one instrumentation reports twice happened twice. A span has one twin at most.
 */
final class TwinCalls {
  private static final long TOLERANCE_NANOS = 5_000_000;

  /** A few overlap; a trace with thousands of equal calls must not cost their square. */
  private static final int CANDIDATES_MAX = 16;

  private final int[] twin;

  TwinCalls(TraceTree tree) {
    twin = new int[tree.size()];
    Arrays.fill(twin, NONE);
    Map<Likeness, Deque<Integer>> alone = new HashMap<>();
    for (int i = 0; i < tree.size(); i++) {
      Optional<Likeness> likeness = likenessOf(tree.span(i));
      if (likeness.isPresent()) {
        match(tree, i, alone.computeIfAbsent(likeness.get(), key -> new ArrayDeque<>(1)));
      }
    }
  }

  /** The other report of the same call, or {@link TraceTree#NONE}. */
  int twinOf(int index) {
    return twin[index];
  }

  private record Likeness(
      long parentSpanId, EventKind kind, String model, long inputTokens, long outputTokens) {}

  private static Optional<Likeness> likenessOf(AgentEvent event) {
    Long input = event.usage().inputTokens();
    Long output = event.usage().outputTokens();
    if (input == null
        || output == null
        || event.parentSpanId() == 0
        || !event.kind().callsModel()) {
      return Optional.empty();
    }
    return Optional.of(
        new Likeness(
            event.parentSpanId(), event.kind(), event.model().modelRequested(), input, output));
  }

  private void match(TraceTree tree, int index, Deque<Integer> alone) {
    for (Iterator<Integer> earlier = alone.iterator(); earlier.hasNext(); ) {
      int other = earlier.next();
      if (same(tree.span(other), tree.span(index))) {
        earlier.remove();
        twin[index] = other;
        twin[other] = index;
        return;
      }
    }
    alone.addLast(index);
    if (alone.size() > CANDIDATES_MAX) {
      alone.removeFirst();
    }
  }

  private static boolean same(AgentEvent earlier, AgentEvent later) {
    String one = earlier.model().responseId();
    String other = later.model().responseId();
    boolean oneAnswer = one.isEmpty() || other.isEmpty() || one.equals(other);
    return oneAnswer
        && !earlier.scopeName().equals(later.scopeName())
        && (within(earlier, later) || within(later, earlier));
  }

  private static boolean within(AgentEvent outer, AgentEvent inner) {
    return inner.startNanos() >= outer.startNanos() - TOLERANCE_NANOS
        && endOf(inner) <= endOf(outer) + TOLERANCE_NANOS;
  }

  private static long endOf(AgentEvent event) {
    return event.startNanos() + event.durationNanos();
  }
}
