package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** The greatest number of times that the same error came. */
final class ErrorRepeat implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("error.repeat", "Same error again", Unit.ERRORS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "The greatest number of spans of the run with the same error text, "
                  + "numbers apart; a failure that goes up the tree counts once. Absent "
                  + "where no error text was captured.",
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int count = run.loops().counts().errors();
    return count > 0 ? OptionalDouble.of(count) : OptionalDouble.empty();
  }
}
