package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** In how many ways a run went round in circles. */
final class LoopScore implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("loop.score", "Symptoms of a loop", Unit.SYMPTOMS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "In how many ways the run went round in circles: the same call, answer, code or "
                  + "error again, calls in turn, a growing quantity, too much spent. From 1 on the "
                  + "outcome is LOOPED unless another is more specific. Absent where the run made "
                  + "no call.",
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return run.calls().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(run.loops().counts().symptoms());
  }
}
