package dev.leeway.signals.backtest;

import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.drift.ColdStart;
import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.drift.MonitorOutput;
import dev.leeway.signals.drift.SignalStatus;
import dev.leeway.signals.drift.TenantMonitor;
import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RuledMonitors;
import dev.leeway.signals.window.WindowPartial;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One rule book over the windows of one tenant; keeps findings at their newest. Not thread-safe.
 */
final class Trial implements MonitorOutput {
  static final int FINDINGS_MAX = 10_000;

  private final TenantMonitor monitor;
  private final ColdStart cold;
  private final Map<String, Finding> findings = new LinkedHashMap<>();

  Trial(String tenantId, RuleBook book, StateBudget budget) {
    this.monitor = new RuledMonitors(book).of(tenantId, new MemoryStore(budget), this);
    this.cold = monitor.coldStart();
  }

  void add(WindowPartial partial) {
    monitor.add(partial);
  }

  void season(WindowPartial hour) {
    cold.season(hour);
  }

  void seasonsRead() {
    cold.seasonsRead();
  }

  void deployed(DeploymentMarker marker) {
    monitor.deployed(marker.environment(), marker.agent(), marker.version(), marker.atMillis());
  }

  void order(BaselineOrder order) {
    monitor.order(order);
  }

  /** All windows before that time were given; what is late in them counts as if it had not been. */
  void advance(Collection<Backtest.Agent> agents, long clockMillis) {
    for (Backtest.Agent agent : agents) {
      monitor.advance(agent.environment(), agent.name(), clockMillis, clockMillis);
    }
  }

  List<Finding> findings() {
    return List.copyOf(findings.values());
  }

  @Override
  public void finding(Finding finding) {
    findings.put(finding.findingId(), finding);
    if (findings.size() > FINDINGS_MAX) {
      throw new BacktestRefusedException(
          "expected at most %,d findings, came more: ask for fewer days or one agent"
              .formatted(FINDINGS_MAX));
    }
  }

  @Override
  public void status(SignalStatus status) {}

  @Override
  public void baseline(Baseline baseline) {}

  @Override
  public void counted(MonitorCount count, long amount) {}
}
