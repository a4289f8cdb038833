package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.MessageFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many tools a model of the run could choose from. */
final class ToolsOffered implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.tools_offered", "Tools offered", Unit.TOOLS, Signal.Scope.RUN)
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "The greatest number of tools that a model call of the run was offered. "
                  + "Absent where no definitions were captured.",
              FailureMode.HARDER_INPUTS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return CallFactsOfRun.greatest(run, MessageFacts.TOOLS_OFFERED);
  }
}
