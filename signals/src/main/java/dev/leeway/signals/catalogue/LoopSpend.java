package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** Which share a run used of what any run may take. */
final class LoopSpend implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("loop.spend", "Share of a run's limits", Unit.RATIO, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "The greatest share that the run used of the absolute limits on steps, tokens and "
                  + "cost. Told while the run goes on from 1 on, and far beyond what runs of the "
                  + "agent usually take. Absent where the run made no call.",
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    double share = run.loops().spendShare();
    return share > 0 ? OptionalDouble.of(share) : OptionalDouble.empty();
  }
}
