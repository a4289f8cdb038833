package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** The greatest number of times that a model gave out the same. */
final class LoopOutput implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric(
              "loop.repeat_output", "Identical answers of a model", Unit.CALLS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "The greatest number of model calls of the run with the same output, "
                  + "tool calls included. Absent where no output of at least 40 characters "
                  + "was captured.",
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int count = run.loops().counts().outputs();
    return count > 0 ? OptionalDouble.of(count) : OptionalDouble.empty();
  }
}
