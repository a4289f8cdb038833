package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.run.RunSpans;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * By how much the clocks of a run's senders differ at least: a span of one process that begins
 * before its parent in another did, or that ended after the broker took it. Differences of less
 * than a second change nothing that is measured by minutes, and are not told.
 */
final class TelemetrySkew implements RunSignal {
  static final String NAME = "telemetry.skew";
  private static final double TOLD_FROM_MILLIS = 1_000;

  private static final Signal SIGNAL =
      Signal.numeric(NAME, "Clock skew", Unit.MILLISECONDS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "By how much the clocks of a run's senders differ at least: a span begins before its "
                  + "parent in another process, or ends after it came. Absent below a second.",
              FailureMode.HARMFUL_TELEMETRY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    Map<Long, AgentEvent> byId = HashMap.newHashMap(run.spans().size());
    run.spans().forEach(span -> byId.put(span.spanId(), span));
    double most = 0;
    for (AgentEvent span : run.spans()) {
      if (span.has(EventFlag.SYNTHETIC_DURATION)) {
        continue;
      }
      most = Math.max(most, (double) span.endMillis() - span.appendMillis());
      AgentEvent parent = byId.get(span.parentSpanId());
      if (parent != null && !sameSender(span, parent)) {
        most = Math.max(most, (double) parent.startMillis() - span.startMillis());
      }
    }
    return most < TOLD_FROM_MILLIS ? OptionalDouble.empty() : OptionalDouble.of(most);
  }

  /** Within one process a child that begins first is a library's manner, and no clock's. */
  private static boolean sameSender(AgentEvent one, AgentEvent other) {
    return one.source().serviceName().equals(other.source().serviceName())
        && one.source().serviceInstanceId().equals(other.source().serviceInstanceId());
  }
}
