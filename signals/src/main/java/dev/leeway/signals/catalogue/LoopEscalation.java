package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many calls in a row let a number grow. */
final class LoopEscalation implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("loop.escalation", "Calls with a growing number", Unit.CALLS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "The greatest number of calls in a row with which a number grew, in the "
                  + "arguments of one tool or in its answers to the same arguments; pages, "
                  + "offsets and times are none. Absent below two.",
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int count = run.loops().counts().grown();
    return count > 1 ? OptionalDouble.of(count) : OptionalDouble.empty();
  }
}
