package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import java.util.OptionalDouble;

/** How long a model took to its first token, where the span reports it. */
final class LlmTtft implements SpanSignal {
  private static final Signal SIGNAL =
      Signal.numeric("llm.ttft", "Time to first token", Unit.MILLISECONDS, Signal.Scope.SPAN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "Time from the request to the first token or chunk of a model call; absent "
                  + "where the client does not report it.",
              FailureMode.LATENCY_CASCADE,
              FailureMode.SERVING_LIMITS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(AgentEvent span) {
    Long ttftNanos = span.model().ttftNanos();
    return ttftNanos != null && span.kind() == EventKind.LLM && span.measuredDuration()
        ? OptionalDouble.of(ttftNanos / 1e6)
        : OptionalDouble.empty();
  }
}
