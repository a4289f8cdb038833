package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;

/**
 * Receives what a {@link TenantMonitor} states, in the order of the agent's own time within one
 * agent.
 */
public interface MonitorOutput {
  /** A finding was opened, updated or closed; the revision grows. */
  void finding(Finding finding);

  /** The health of a signal of a slice changed. */
  void status(SignalStatus status);

  /** A baseline that later findings may name; the same id may come again with newer counts. */
  void baseline(Baseline baseline);

  /** Something was set aside or corrected; for counters only. */
  void counted(MonitorCount count, long amount);
}
