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

  /** What a chart of a finding needs beyond the finding; comes right after it. */
  default void detail(DriftDetail detail) {}

  /** A version is seen for the first time, or again after a day, while another was known. */
  default void deployed(SeenDeployment deployment) {}

  /** Something was set aside or corrected; for counters only. */
  void counted(MonitorCount count, long amount);
}
