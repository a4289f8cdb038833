package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;

/**
 * What a call depends on: a provider and its model, or a tool and its data source; of a span that
 * is no call, its name.
 */
public record Dependency(EventKind kind, String name, String part) {

  /** That of a call. */
  public static Dependency ofCall(AgentEvent call) {
    return call.kind().callsModel()
        ? new Dependency(call.kind(), call.model().provider(), call.model().modelRequested())
        : new Dependency(call.kind(), call.tool().name(), call.dataSourceId());
  }

  static Dependency of(AgentEvent span) {
    return span.kind().isCall() ? ofCall(span) : new Dependency(span.kind(), span.name(), "");
  }
}
