package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.run.FinalAnswer;
import dev.leeway.signals.run.RunSpans;
import java.util.Set;

/** Which shape a run's answer had: form, fields and their types. */
final class AnswerShape implements CategorySignal {
  private static final Signal SIGNAL =
      Signal.categorical("contract.shape", "Answer shape", Set.of())
          .means(
              "Form of the answer and, of JSON, its fields with their types. A rule learns the mix of each route and tells what is new in it. Absent where no answer was captured.",
              FailureMode.SILENT_CHANGE)
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.RULE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    return FinalAnswer.of(run).map(facts -> facts.text(AnswerFacts.SHAPE)).orElse("");
  }
}
