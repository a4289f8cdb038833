package dev.leeway.testkit.scenario;

import java.util.List;

/** All that became of a scenario. */
public record Seen(List<SeenFinding> findings, List<SeenRun> runs) {
  public Seen {
    findings = List.copyOf(findings);
    runs = List.copyOf(runs);
  }
}
