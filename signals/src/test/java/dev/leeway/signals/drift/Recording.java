package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Remembers what a monitor states. */
public final class Recording implements MonitorOutput {
  public final List<Finding> findings = new ArrayList<>();
  final List<SignalStatus> statuses = new ArrayList<>();
  final List<Baseline> baselines = new ArrayList<>();
  final List<DriftDetail> details = new ArrayList<>();
  final List<SeenDeployment> deployments = new ArrayList<>();
  final Map<MonitorCount, Long> counts = new EnumMap<>(MonitorCount.class);

  @Override
  public void finding(Finding finding) {
    findings.add(finding);
  }

  @Override
  public void status(SignalStatus status) {
    statuses.add(status);
  }

  @Override
  public void baseline(Baseline baseline) {
    baselines.add(baseline);
  }

  @Override
  public void detail(DriftDetail detail) {
    details.add(detail);
  }

  @Override
  public void deployed(SeenDeployment deployment) {
    deployments.add(deployment);
  }

  @Override
  public void counted(MonitorCount count, long amount) {
    counts.merge(count, amount, Long::sum);
  }

  List<Finding> opened() {
    return findings.stream()
        .filter(finding -> finding.revision() == 1 && finding.state() == FindingState.OPEN)
        .toList();
  }

  List<Finding> closed() {
    return findings.stream().filter(finding -> finding.state() == FindingState.CLOSED).toList();
  }

  long count(MonitorCount count) {
    return counts.getOrDefault(count, 0L);
  }
}
