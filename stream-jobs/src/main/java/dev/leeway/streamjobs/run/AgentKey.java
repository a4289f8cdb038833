package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;

/** Whose clock it is. */
public record AgentKey(String tenantId, String environment, String agent) {

  static AgentKey of(AgentEvent event) {
    return new AgentKey(
        event.source().tenantId(), event.source().environment(), event.source().agentName());
  }
}
