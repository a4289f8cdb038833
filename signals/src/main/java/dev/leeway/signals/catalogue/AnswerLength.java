package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.run.FinalAnswer;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How long a run's answer was. */
final class AnswerLength implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("contract.length", "Answer length", Unit.CHARACTERS, Signal.Scope.RUN)
          .means(
              "Characters of the answer. Another prompt or model version shows here before anybody"
                  + " reads an answer. Absent where no answer was captured.",
              FailureMode.SILENT_CHANGE)
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.DISTRIBUTION)
          .distributedPerDimension()
          .keptPerCohort();

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return FinalAnswer.of(run)
        .map(facts -> facts.number(AnswerFacts.CHARACTERS))
        .orElse(OptionalDouble.empty());
  }
}
