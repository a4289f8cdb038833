package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.MessageFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How often the user spoke in the longest input. */
final class InputTurns implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.turns", "Turns of the user", Unit.MESSAGES, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "The greatest number of messages of a user that a model call of the run "
                  + "was given. Absent where no input was captured.",
              FailureMode.HARDER_INPUTS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return CallFactsOfRun.greatest(run, MessageFacts.TURNS);
  }
}
