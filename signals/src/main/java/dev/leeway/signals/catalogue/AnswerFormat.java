package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.run.FinalAnswer;
import dev.leeway.signals.run.RunSpans;
import java.util.Set;

/** How a run's answer was written. */
final class AnswerFormat implements CategorySignal {
  private static final Signal SIGNAL =
      Signal.categorical("contract.format", "Answer format", Set.of())
          .means(
              "JSON, fenced or broken JSON, Markdown, an open fence, text, a refusal or nothing."
                  + " Absent where no answer was captured.",
              FailureMode.SILENT_CHANGE)
          .worse(Direction.EITHER_WAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    return FinalAnswer.of(run).map(facts -> facts.text(AnswerFacts.FORM)).orElse("");
  }
}
