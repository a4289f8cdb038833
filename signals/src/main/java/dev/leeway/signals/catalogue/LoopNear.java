package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many different calls hardly differed and brought no news. */
final class LoopNear implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("loop.near", "Nearly identical calls", Unit.CALLS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .keptPerTool()
          .means(
              "The greatest number of calls of one tool whose arguments had the same "
                  + "numbers and names, nearly the same words, and brought no other result. "
                  + "Absent where there was none.",
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int count = run.loops().counts().near();
    return count > 1 ? OptionalDouble.of(count) : OptionalDouble.empty();
  }
}
