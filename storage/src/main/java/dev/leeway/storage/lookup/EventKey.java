package dev.leeway.storage.lookup;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;

/** What makes a span one span, within a tenant. */
public record EventKey(TraceId traceId, long spanId) {

  public static EventKey of(AgentEvent event) {
    return new EventKey(event.traceId(), event.spanId());
  }
}
