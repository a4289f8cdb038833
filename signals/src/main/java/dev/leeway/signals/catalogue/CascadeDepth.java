package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.RunSpans;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** How far up a failure of a run went. */
final class CascadeDepth implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("cascade.depth", "Callers failed by one call", Unit.LEVELS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "How many callers in a row above one failed span failed too: 0 where a "
                  + "failure was caught at once. Absent where nothing failed.",
              FailureMode.LATENCY_CASCADE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    Map<Long, AgentEvent> failed = new HashMap<>();
    for (AgentEvent span : run.failures()) {
      if (span.failed()) {
        failed.put(span.spanId(), span);
      }
    }
    int deepest = 0;
    for (AgentEvent span : failed.values()) {
      int callers = 0;
      AgentEvent caller = failed.get(span.parentSpanId());
      // No longer than there are spans: strangers may send parents in a circle.
      while (caller != null && callers < failed.size()) {
        callers++;
        caller = failed.get(caller.parentSpanId());
      }
      deepest = Math.max(deepest, callers);
    }
    return failed.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(deepest);
  }
}
