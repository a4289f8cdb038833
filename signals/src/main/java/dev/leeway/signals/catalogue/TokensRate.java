package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many tokens a run used: summed over a window, their rate. */
final class TokensRate implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("tokens.rate", "Tokens", Unit.TOKENS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE, Detection.BUDGET, Detection.FORECAST)
          .means(
              "Input and output tokens of the run; what a minute's window holds together is "
                  + "the rate, which is judged and limited as run.rate is. Absent where no model "
                  + "call reported any.",
              FailureMode.HARDER_INPUTS,
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    if (run.inputTokens().isEmpty() && run.outputTokens().isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((double) run.inputTokens().orElse(0) + run.outputTokens().orElse(0));
  }
}
