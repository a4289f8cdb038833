package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;

/**
 * The first span that came after its run was over, which makes the run be written again. It is told
 * in the minute in which it came by its agent's clock, since the minute of its end has been judged;
 * so this alone of all signals depends on the order of arrival, which is what it measures. Traffic
 * that comes late as a whole, as a recording does, is in order.
 */
final class TelemetryLate {
  static final Signal SIGNAL =
      Signal.numeric("telemetry.late", "Late runs", Unit.SECONDS, Signal.Scope.SPAN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "How long after its end a span came whose run was over by then: the run is written "
                  + "again, and told once for all spans until then. Absent where none did. A sender that is late with everything is not "
                  + "late here, since its agent's clock waits for it.",
              FailureMode.HARMFUL_TELEMETRY);

  private TelemetryLate() {}

  static Observation of(AgentEvent span, long agentClockMillis) {
    double seconds = Math.max(0, agentClockMillis - span.endMillis()) / 1e3;
    return new Observation(
        Slice.ofAgent(
            span.source().tenantId(), span.source().environment(), span.source().agentName()),
        1,
        agentClockMillis,
        Map.of(),
        List.of(Measurement.number(SIGNAL.name(), SIGNAL.unit().onGrid(seconds))),
        span.traceId().toString());
  }
}
