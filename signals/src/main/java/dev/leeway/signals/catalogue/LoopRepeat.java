package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/**
 * The greatest number of times that a run called one tool with the same arguments, whatever it gave
 * back; absent where no arguments were captured.
 */
final class LoopRepeat implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("loop.repeat", "Identical tool calls", Unit.CALLS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .keptPerTool()
          .means(
              "The greatest number of times that the run called one tool with the same "
                  + "arguments, whatever it gave back. Absent where no arguments were captured.",
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int most = run.loops().counts().identical();
    return most == 0 ? OptionalDouble.empty() : OptionalDouble.of(most);
  }
}
