package dev.leeway.webui.agent;

import dev.leeway.signals.finding.Finding;
import dev.leeway.storage.query.Deployment;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.chart.TimeChart.Mark;
import dev.leeway.webui.words.FindingWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened in the range: deployments, and the onset of findings about the signal shown. */
final class AgentMarks {
  private AgentMarks() {}

  static List<Mark> of(AgentPage page, String signal) {
    List<Mark> marks = new ArrayList<>();
    for (Deployment deployment : page.deployments()) {
      marks.add(new Mark(deployment.at(), "deploy " + deployment.version(), Role.BASELINE));
    }
    for (Finding finding : page.findings()) {
      Instant onset = Instant.ofEpochMilli(finding.onsetMillis());
      if (finding.signal().equals(signal) && page.range().contains(onset)) {
        boolean drift = FindingWords.kind(finding).equals("drift");
        marks.add(new Mark(onset, drift ? "drift began" : "rule broken", Role.BAD));
      }
    }
    return marks;
  }
}
