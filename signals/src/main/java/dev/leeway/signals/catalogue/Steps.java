package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many calls to models, tools, retrievers and the like a run made, retries among them. */
final class Steps implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.steps", "Steps", Unit.STEPS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "Calls that the agent decided to make: models, tools, retrievers and the like, "
                  + "retries included.",
              FailureMode.HARDER_INPUTS,
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return OptionalDouble.of(run.calls().size());
  }
}
