package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.fact.ContractFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a run gave its caller: the last answer of a model that did not fail, else what the
 * root says that it gave out. A model's own words come first, because what a root tells may be the
 * program's whole state. Of equal ends the span with the greater id counts.
 */
public final class FinalAnswer {
  private static final Comparator<AgentEvent> BY_END =
      Comparator.<AgentEvent>comparingLong(span -> span.startNanos() + span.durationNanos())
          .thenComparingLong(AgentEvent::spanId);

  private FinalAnswer() {}

  /** What was read of it; empty where no answer was captured. */
  public static Optional<Facts> of(RunSpans run) {
    return run.answer();
  }

  static Optional<Facts> among(List<AgentEvent> spans, Optional<AgentEvent> root) {
    AgentEvent last = null;
    for (AgentEvent span : spans) {
      boolean answers = span.kind() == EventKind.LLM && answers(span) && !span.failed();
      if (answers && (last == null || BY_END.compare(span, last) > 0)) {
        last = span;
      }
    }
    return Optional.ofNullable(last)
        .or(() -> root.filter(FinalAnswer::answers))
        .map(AgentEvent::facts);
  }

  /**
   * How it stands to what was declared of it: empty where nothing was, an empty text where it
   * holds, else how it is broken.
   */
  public static Optional<String> standingOf(RunSpans run) {
    return of(run).flatMap(facts -> ContractFacts.standingOf(facts, run.operation()));
  }

  static boolean breaksItsContract(RunSpans run) {
    return standingOf(run).filter(problem -> !problem.isEmpty()).isPresent();
  }

  private static boolean answers(AgentEvent span) {
    return !span.facts().text(AnswerFacts.FORM).isEmpty();
  }
}
