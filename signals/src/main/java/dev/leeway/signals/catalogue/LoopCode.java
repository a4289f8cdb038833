package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** The greatest number of times that the same code was to be run. */
final class LoopCode implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("loop.repeat_code", "Identical code run again", Unit.CALLS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "The greatest number of model calls of the run that wanted the same "
                  + "block of code to be run. Absent where no code was.",
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int count = run.loops().counts().codes();
    return count > 0 ? OptionalDouble.of(count) : OptionalDouble.empty();
  }
}
