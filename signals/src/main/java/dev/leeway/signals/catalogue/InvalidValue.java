package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.InvalidValues;
import java.util.OptionalDouble;

/** How many values of a span are NaN or infinite; said only by spans that have some. */
final class InvalidValue implements SpanSignal {
  private static final Signal SIGNAL =
      Signal.numeric("value.invalid", "Invalid values", Unit.ERRORS, Signal.Scope.SPAN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "NaN and infinite values in attributes of a span and in JSON that its tool or model gave out; absent where there "
                  + "is none.",
              FailureMode.CORRUPTED_REPLICA);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(AgentEvent span) {
    return span.facts().number(InvalidValues.COUNT);
  }
}
