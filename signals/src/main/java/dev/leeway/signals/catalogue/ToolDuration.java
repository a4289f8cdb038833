package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import java.util.OptionalDouble;

/** How long a tool took. */
final class ToolDuration implements SpanSignal {
  private static final Signal SIGNAL =
      Signal.numeric("tool.duration", "Tool call duration", Unit.MILLISECONDS, Signal.Scope.SPAN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .distributedPerDimension()
          .keptPerTool()
          .means(
              "Duration of a call of a tool, at its arrival. Absent where it was not "
                  + "measured.",
              FailureMode.LATENCY_CASCADE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(AgentEvent span) {
    return span.kind() == EventKind.TOOL && span.measuredDuration()
        ? OptionalDouble.of(span.durationNanos() / 1e6)
        : OptionalDouble.empty();
  }
}
