package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import java.util.OptionalDouble;

/** How long a model took for each token after the first. */
final class LlmTimePerToken implements SpanSignal {
  private static final Signal SIGNAL =
      Signal.numeric(
              "llm.time_per_token", "Time per output token", Unit.MILLISECONDS, Signal.Scope.SPAN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .distributedPerDimension()
          .means(
              "Duration of a model call after its first token, or of all of it where "
                  + "that is not told, divided by the output tokens behind it. Absent where "
                  + "the call reported fewer than two.",
              FailureMode.LATENCY_CASCADE,
              FailureMode.SERVING_LIMITS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(AgentEvent span) {
    Long tokens = span.usage().outputTokens();
    boolean own = span.kind() == EventKind.LLM && !span.has(EventFlag.AGGREGATE_USAGE);
    if (!own || tokens == null || tokens < 2 || !span.measuredDuration()) {
      return OptionalDouble.empty();
    }
    Long ttftNanos = span.model().ttftNanos();
    long first = ttftNanos == null ? 0 : Math.clamp(ttftNanos, 0L, span.durationNanos());
    double behind = ttftNanos == null ? tokens : tokens - 1.0;
    return OptionalDouble.of((span.durationNanos() - first) / 1e6 / behind);
  }
}
