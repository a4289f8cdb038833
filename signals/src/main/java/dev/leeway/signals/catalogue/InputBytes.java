package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many bytes the models of a run read. */
final class InputBytes implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.input_bytes", "Input bytes", Unit.BYTES, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "UTF-8 bytes of the messages that the model calls of the run were given "
                  + "together. Absent where no input was captured.",
              FailureMode.HARDER_INPUTS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return CallFactsOfRun.bytes(run, ContentRole.INPUT_MESSAGES);
  }
}
