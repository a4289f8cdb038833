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
    AgentEvent first = run.spans().getFirst();
    boolean oneSender = true;
    double most = 0;
    for (AgentEvent span : run.spans()) {
      oneSender &= sameSender(span, first);
      if (!span.has(EventFlag.SYNTHETIC_DURATION)) {
        most = Math.max(most, (double) span.endMillis() - span.appendMillis());
      }
    }
    most = oneSender ? most : Math.max(most, beforeParents(run));
    return most < TOLD_FROM_MILLIS ? OptionalDouble.empty() : OptionalDouble.of(most);
  }

  private static double beforeParents(RunSpans run) {
    Map<Long, AgentEvent> byId = HashMap.newHashMap(run.spans().size());
    run.spans().forEach(span -> byId.put(span.spanId(), span));
    double most = 0;
    for (AgentEvent span : run.spans()) {
      AgentEvent parent = byId.get(span.parentSpanId());
      boolean measured = !span.has(EventFlag.SYNTHETIC_DURATION);
      if (measured && parent != null && !sameSender(span, parent)) {
        most = Math.max(most, (double) parent.startMillis() - span.startMillis());
      }
    }
    return most;
  }

  /** Within one process a child that begins first is a library's manner, and no clock's. */
  private static boolean sameSender(AgentEvent one, AgentEvent other) {
    return one.source().serviceName().equals(other.source().serviceName())
        && one.source().serviceInstanceId().equals(other.source().serviceInstanceId());
  }
}
