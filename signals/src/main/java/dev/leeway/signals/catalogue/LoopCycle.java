package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many rounds a few calls came in turn. */
final class LoopCycle implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("loop.cycle", "Rounds of calls in turn", Unit.ROUNDS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "The greatest number of whole rounds in which two to four tool calls "
                  + "came in turn without news. Absent below two rounds.",
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int count = run.loops().counts().cycle();
    return count > 1 ? OptionalDouble.of(count) : OptionalDouble.empty();
  }
}
