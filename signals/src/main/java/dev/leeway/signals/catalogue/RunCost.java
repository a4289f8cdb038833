package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** What a run cost, where its spans report a price. */
final class RunCost implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("cost.run", "Cost per run", Unit.US_DOLLARS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .distributedPerDimension()
          .means(
              "What the model calls of the run cost: as reported, else by the price table. "
                  + "Absent where neither is known.",
              FailureMode.HARDER_INPUTS,
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return run.costUsd();
  }
}
