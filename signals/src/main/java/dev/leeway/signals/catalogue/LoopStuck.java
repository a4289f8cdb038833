package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** The greatest number of times that one call gave the same result. */
final class LoopStuck implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("loop.stuck", "Identical calls without news", Unit.CALLS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .keptPerTool()
          .means(
              "The greatest number of times that the run called one tool with the "
                  + "same arguments to the same result. Absent where no arguments were "
                  + "captured.",
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int count = run.loops().counts().stuck();
    return count > 0 ? OptionalDouble.of(count) : OptionalDouble.empty();
  }
}
