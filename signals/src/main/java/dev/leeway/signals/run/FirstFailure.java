package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.ErrorFacts;
import dev.leeway.signals.fact.ErrorKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The call at which the failure of a run began.
 *
 * <p>From the failed root down: to the failed child that ended first, since what failed later may
 * follow from it, or from a child that timed out to the one below that was still going on when its
 * caller gave up, failed or not: a slow dependency often answers well, too late for anybody. What a
 * later success of the same dependency made good is no reason. Of the path the deepest span that is
 * more than a transport is told; the root itself is none.
 */
public final class FirstFailure {
  /** Clocks of a caller and what it calls are not quite equal. */
  private static final long TOLERANCE_NANOS = 2_000_000;

  private final Map<Long, List<AgentEvent>> children = new HashMap<>();
  private final Map<Dependency, Long> lastSuccess = new HashMap<>();

  private FirstFailure(RunSpans run) {
    for (AgentEvent span : run.spans()) {
      children.computeIfAbsent(span.parentSpanId(), parent -> new ArrayList<>()).add(span);
      if (!span.failed()) {
        lastSuccess.merge(Dependency.of(span), span.startNanos(), Math::max);
      }
    }
  }

  /** Empty where the run did not fail, has no root, or failed in its own code. */
  public static Optional<AgentEvent> of(RunSpans run) {
    return run.root().filter(AgentEvent::failed).flatMap(root -> new FirstFailure(run).below(root));
  }

  private Optional<AgentEvent> below(AgentEvent root) {
    AgentEvent found = null;
    AgentEvent at = root;
    // Strangers may send parents in a circle.
    Set<Long> seen = new HashSet<>();
    while (at != null && seen.add(at.spanId())) {
      at = next(at).orElse(null);
      found = at != null && isDependency(at) ? at : found;
    }
    return Optional.ofNullable(found);
  }

  private Optional<AgentEvent> next(AgentEvent caller) {
    List<AgentEvent> called = children.getOrDefault(caller.spanId(), List.of());
    Optional<AgentEvent> failed =
        called.stream()
            .filter(span -> span.failed() && !madeGood(span))
            .min(
                Comparator.comparingLong(FirstFailure::endOf)
                    .thenComparingLong(AgentEvent::spanId));
    if (failed.isPresent() || !timedOut(caller)) {
      return failed;
    }
    return called.stream()
        .filter(span -> endOf(span) >= endOf(caller) - TOLERANCE_NANOS)
        .max(
            Comparator.comparingLong(AgentEvent::durationNanos)
                .thenComparingLong(AgentEvent::spanId));
  }

  private boolean madeGood(AgentEvent failed) {
    Long success = lastSuccess.get(Dependency.of(failed));
    return success != null && success > failed.startNanos();
  }

  private static boolean isDependency(AgentEvent span) {
    return span.kind().isCall()
        || span.kind() == EventKind.AGENT
        || span.kind() == EventKind.WORKFLOW
        || span.kind() == EventKind.DB;
  }

  private static boolean timedOut(AgentEvent span) {
    return FailureKind.of(span) == RunOutcome.TIMEOUT
        || span.facts().text(ErrorFacts.KIND).equals(ErrorKind.TIMEOUT.name());
  }

  private static long endOf(AgentEvent span) {
    return span.startNanos() + span.durationNanos();
  }
}
