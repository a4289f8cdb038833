package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.MessageFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How much of the input is not in Latin letters. */
final class ScriptMix implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.script_mix", "Text in other scripts", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "The greatest share of letters in the input of a model call that are "
                  + "not of the Latin script. Absent where all were.",
              FailureMode.HARDER_INPUTS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return CallFactsOfRun.greatest(run, MessageFacts.FOREIGN_SHARE);
  }
}
