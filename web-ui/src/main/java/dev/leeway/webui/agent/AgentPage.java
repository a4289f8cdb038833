package dev.leeway.webui.agent;

import dev.leeway.signals.condition.telemetry.Telemetry;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.Deployment;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.webui.budget.BudgetReport;
import dev.leeway.webui.canary.CanaryReport;
import java.util.List;
import java.util.Optional;

/**
 * What an agent's page shows on one tab.
 *
 * @param mixes of the categorical signals on the tab
 * @param contract filled on the contracts tab only
 * @param budgets filled on the first tab only
 * @param leastGrounded runs with unsupported claims, the most first; filled on the quality tab only
 * @param rates on the first tab only
 * @param fields on the contracts tab only
 * @param scores on the quality tab only
 * @param spending on the latency and cost tab only
 * @param findings open ones and those that were open in the range, open first
 * @param versions filled on the versions tab only, newest first
 * @param canary on the versions tab only
 * @param replicas on the quality tab only
 * @param telemetry how much of the range's runs is known
 */
record AgentPage(
    Slice agent,
    AgentTab tab,
    TimeRange range,
    WindowStep step,
    BaselineChoice baseline,
    List<SignalReading> readings,
    MixFacts mixes,
    ContractReading contract,
    List<BudgetReport> budgets,
    List<VersionReading> versions,
    List<Run> leastGrounded,
    Optional<CanaryReport> canary,
    List<ReplicaReading> replicas,
    List<RateReading> rates,
    List<FieldReading> fields,
    Telemetry telemetry,
    EvaluatorReading scores,
    SpendReading spending,
    List<Finding> findings,
    List<Deployment> deployments) {
  AgentPage {
    readings = List.copyOf(readings);
    versions = List.copyOf(versions);
    budgets = List.copyOf(budgets);
    leastGrounded = List.copyOf(leastGrounded);
    replicas = List.copyOf(replicas);
    rates = List.copyOf(rates);
    fields = List.copyOf(fields);
    findings = List.copyOf(findings);
    deployments = List.copyOf(deployments);
  }
}
