package dev.leeway.storage.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.signals.backtest.BacktestReport;
import dev.leeway.signals.finding.Finding;
import java.time.Instant;
import java.util.TreeMap;

/** A report as the command and the API give it; {@code docs/backtest.md} has an example. */
public final class BacktestJson {
  /** Findings that are listed; all are counted. */
  public static final int FINDINGS_MAX = 1_000;

  private BacktestJson() {}

  public static String write(BacktestReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("tenant", report.tenantId());
    json.put("agent", report.agent());
    json.put("from", report.from().toString());
    json.put("to", report.to().toString());
    json.put("learntFrom", report.warmFrom().toString());
    json.put("seasonsFrom", report.told().seasonsFrom().toString());
    json.put("deployments", report.told().deployments());
    json.put("pins", report.told().pins());
    json.put("agents", report.agents());
    json.put("hours", report.hours());
    json.put("windows", report.windows());
    json.put("findingsCount", report.findings().size());
    json.put("findingsPerWeek", report.perWeek(report.findings().size()));
    ObjectNode drift = json.putObject("drift");
    drift.put("findingsCount", report.driftFindings());
    drift.put("findingsPerWeek", report.perWeek(report.driftFindings()));
    drift.put("falsePerWeekPromised", report.promise());
    ArrayNode wishes = drift.putArray("wishes");
    new TreeMap<>(report.wishes())
        .forEach((wish, count) ->
            wishes
                .addObject()
                .put("falsePagesPerWeek", wish)
                .put("findingsCount", count)
                .put("findingsPerWeek", report.perWeek(count)));
    ArrayNode detectors = json.putArray("detectors");
    for (BacktestReport.Line line : report.lines()) {
      ObjectNode detector = detectors.addObject();
      detector.put("detector", line.detector());
      detector.put("rebuilt", line.rebuilt());
      detector.put("stored", line.stored());
      if (line.rebuilt()) {
        detector.put("found", line.found());
        detector.put("foundPerWeek", report.perWeek(line.found()));
      }
    }
    ArrayNode findings = json.putArray("findings");
    report.findings().stream()
        .limit(FINDINGS_MAX)
        .forEach(finding -> findings.add(finding(finding)));
    return json.toPrettyString();
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("findingId", finding.findingId());
    json.put("detector", finding.detector());
    json.put("signal", finding.signal());
    ObjectNode slice = json.putObject("slice");
    finding.slice().pairs().forEach(slice::put);
    json.put("severity", finding.severity().name());
    json.put("since", Instant.ofEpochMilli(finding.onsetMillis()).toString());
    json.put("openedAt", Instant.ofEpochMilli(finding.openedAtMillis()).toString());
    if (finding.closedAtMillis() == 0) {
      json.putNull("closedAt");
    } else {
      json.put("closedAt", Instant.ofEpochMilli(finding.closedAtMillis()).toString());
    }
    json.put("effect", finding.effect());
    json.put("effectText", finding.effectText());
    return json;
  }
}
