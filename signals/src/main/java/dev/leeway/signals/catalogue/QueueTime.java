package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.QueueFacts;
import java.util.OptionalDouble;

/** How long a request waited before a model server began with it, where its span says so. */
final class QueueTime implements SpanSignal {
  static final Signal SIGNAL =
      Signal.numeric("queue.time", "Time in queue", Unit.MILLISECONDS, Signal.Scope.SPAN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "How long a request waited in a model server's queue, by the server's spans or its "
                  + "histograms; a server that tells by both is counted twice. Absent where only a "
                  + "sum is told.",
              FailureMode.LATENCY_CASCADE,
              FailureMode.SERVING_LIMITS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(AgentEvent span) {
    return span.facts().number(QueueFacts.MILLIS);
  }
}
