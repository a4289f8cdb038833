package dev.leeway.streamjobs.edge;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.WindowPartial;
import org.jspecify.annotations.Nullable;

/**
 * What the monitor of a tenant takes: a partial, a rule's hit, how far an agent's time has come, or
 * what was said from above.
 *
 * @param appendMillis append time behind a rule's hit, else zero
 * @param control a record of the topic of controls; empty for none
 */
public record MonitorInput(
    String tenantId,
    @Nullable WindowPartial partial,
    @Nullable RuleHit hit,
    @Nullable AgentFrontier frontier,
    long appendMillis,
    String control) {

  public static MonitorInput of(WindowPartial partial) {
    return new MonitorInput(partial.slice().tenantId(), partial, null, null, 0, "");
  }

  public static MonitorInput of(RuleHit hit, long appendMillis) {
    return new MonitorInput(hit.slice().tenantId(), null, hit, null, appendMillis, "");
  }

  public static MonitorInput of(AgentFrontier frontier) {
    return new MonitorInput(frontier.tenantId(), null, null, frontier, 0, "");
  }

  /** A record of the topic of controls. */
  public static MonitorInput ofControl(String tenantId, String control) {
    return new MonitorInput(tenantId, null, null, null, 0, control);
  }
}
