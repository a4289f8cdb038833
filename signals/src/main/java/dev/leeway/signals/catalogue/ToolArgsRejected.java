package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.ErrorKind;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many failures of a run were about the arguments of a call. */
final class ToolArgsRejected implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric(
              "tool.args_rejected",
              "Calls refused for their arguments",
              Unit.ERRORS,
              Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "Failures of the run whose text says that a tool was called with "
                  + "arguments that it does not take. Absent where the run made no call.",
              FailureMode.SILENT_CHANGE,
              FailureMode.WRONG_ANSWERS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return ErrorSpans.ofKind(run, ErrorKind.ARGUMENTS);
  }
}
