package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.window.Measurement;
import java.util.Optional;
import java.util.OptionalDouble;

/** A signal that a span says by itself, as soon as it arrives. */
public interface SpanSignal {
  Signal signal();

  /** The value in the signal's unit; empty where the span doesn't say it. */
  OptionalDouble valueOf(AgentEvent span);

  default Optional<Measurement> measured(AgentEvent span) {
    OptionalDouble value = valueOf(span);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Measurement.number(signal().name(), signal().unit().onGrid(value.getAsDouble())));
  }
}
