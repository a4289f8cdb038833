package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import java.util.OptionalDouble;

/** How long a model took to answer. */
final class LlmDuration implements SpanSignal {
  private static final Signal SIGNAL =
      Signal.numeric("llm.duration", "Model call duration", Unit.MILLISECONDS, Signal.Scope.SPAN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .distributedPerDimension()
          .means("Duration of a model call as its span measured it.", FailureMode.LATENCY_CASCADE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(AgentEvent span) {
    return span.kind() == EventKind.LLM && span.measuredDuration()
        ? OptionalDouble.of(span.durationNanos() / 1e6)
        : OptionalDouble.empty();
  }
}
