package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.ErrorFacts;
import dev.leeway.signals.fact.ErrorKind;
import dev.leeway.signals.run.RunSpans;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The spans of a run in which something went wrong, each failure once: where a span failed below
 * another, the lower one counts.
 */
final class ErrorSpans {
  /** Kinds that do work on behalf of an agent; whose failure ends a run is for its outcome. */
  private static final Set<EventKind> WORK =
      EnumSet.complementOf(
          EnumSet.of(
              EventKind.AGENT,
              EventKind.WORKFLOW,
              EventKind.LLM,
              EventKind.EMBEDDING,
              EventKind.RERANK,
              EventKind.HTTP,
              EventKind.DB,
              EventKind.OTHER));

  private ErrorSpans() {}

  /** Failed tools and steps. */
  static OptionalDouble work(RunSpans run) {
    return count(run, span -> WORK.contains(span.kind()));
  }

  /** Failed spans whose text is of one of these kinds; absent where nothing could fail. */
  static OptionalDouble ofKind(RunSpans run, ErrorKind... kinds) {
    return count(run, span -> isOf(span.facts().text(ErrorFacts.KIND), kinds));
  }

  private static boolean isOf(String named, ErrorKind... kinds) {
    for (ErrorKind kind : kinds) {
      if (kind.name().equals(named)) {
        return true;
      }
    }
    return false;
  }

  private static OptionalDouble count(RunSpans run, Predicate<AgentEvent> counts) {
    if (run.calls().isEmpty()) {
      return OptionalDouble.empty();
    }
    if (run.failures().isEmpty()) {
      return OptionalDouble.of(0);
    }
    List<AgentEvent> failed = run.failures().stream().filter(counts).toList();
    Set<Long> above = new HashSet<>();
    failed.forEach(span -> above.add(span.parentSpanId()));
    return OptionalDouble.of(
        (double) failed.stream().filter(span -> !above.contains(span.spanId())).count());
  }
}
