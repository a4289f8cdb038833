package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import java.util.function.UnaryOperator;

/** Hands everything on, and findings changed. */
public record ChangedFindings(MonitorOutput output, UnaryOperator<Finding> change)
    implements MonitorOutput {
  @Override
  public void finding(Finding finding) {
    output.finding(change.apply(finding));
  }

  @Override
  public void status(SignalStatus status) {
    output.status(status);
  }

  @Override
  public void baseline(Baseline baseline) {
    output.baseline(baseline);
  }

  @Override
  public void detail(DriftDetail detail) {
    output.detail(detail);
  }

  @Override
  public void deployed(SeenDeployment deployment) {
    output.deployed(deployment);
  }

  @Override
  public void counted(MonitorCount count, long amount) {
    output.counted(count, amount);
  }
}
