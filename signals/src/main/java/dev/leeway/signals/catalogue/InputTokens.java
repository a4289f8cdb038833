package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How much text the models of a run read: the first measure of how hard it was. */
final class InputTokens implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.input_tokens", "Input tokens", Unit.TOKENS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .distributedPerDimension()
          .means(
              "Input tokens of all model calls of the run, cache reads included, each call "
                  + "counted once. Absent where no call reported any.",
              FailureMode.HARDER_INPUTS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return run.inputTokens().isPresent()
        ? OptionalDouble.of((double) run.inputTokens().getAsLong())
        : OptionalDouble.empty();
  }
}
