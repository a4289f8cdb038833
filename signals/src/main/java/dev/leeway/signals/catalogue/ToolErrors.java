package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many tool calls and steps of a run failed. */
final class ToolErrors implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("tool.errors", "Failed tools and steps", Unit.ERRORS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "Tool calls and steps of the run that failed, by status, exception, "
                  + "error type, or a result that is an error. A failure that goes up the "
                  + "tree counts once. Absent where the run made no call.",
              FailureMode.SILENT_CHANGE,
              FailureMode.PROVIDER_LIMITS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return ErrorSpans.work(run);
  }
}
