package dev.leeway.signals.rules;

import dev.leeway.signals.condition.standard.StandardConditions;
import dev.leeway.signals.drift.ChangedFindings;
import dev.leeway.signals.drift.MinuteConditions;
import dev.leeway.signals.drift.MonitorOutput;
import dev.leeway.signals.drift.MonitorStore;
import dev.leeway.signals.drift.TenantMonitor;
import dev.leeway.signals.drift.Watches;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.Severity;

/**
 * The monitors that a rule book asks for. The stream job and the backtest both get theirs here, so
 * that the one can't find what the other doesn't. Thread-safe; the monitors are not.
 */
public final class RuledMonitors {
  private final RuleBook book;
  private final Watches watches;
  private final MinuteConditions conditions;

  public RuledMonitors(RuleBook book) {
    this.book = book;
    this.watches = book.detection().watches();
    this.conditions =
        StandardConditions.of(
            book.of(BudgetRules.SECTION).settings(),
            FaultRules.of(book.of(ContractRules.SECTION), book.of(GroundingRules.SECTION)),
            book.of(ServingRules.SECTION).settings(),
            book.of(ReplicaRules.SECTION).settings(),
            book.of(CascadeRules.SECTION).settings(),
            book.of(RateRules.SECTION).settings());
  }

  /** A tenant's monitor over what its store holds. */
  public TenantMonitor of(String tenantId, MonitorStore store, MonitorOutput output) {
    return new TenantMonitor(
        tenantId,
        book.detection().driftConfig(tenantId),
        watches,
        conditions,
        store,
        new ChangedFindings(output, this::ranked));
  }

  /** With the severity that its owner wants. */
  private Finding ranked(Finding finding) {
    // That the mix of routes moved is a note, however loud the signal's owner wants drift.
    boolean note = finding.detector().startsWith("drift.") && finding.severity() == Severity.INFO;
    return note ? finding : book.agents().ranked(finding);
  }
}
