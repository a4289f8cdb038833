package dev.leeway.webui.source;

import dev.leeway.signals.catalogue.SourceSignals;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import java.util.List;

/**
 * How far the trouble of a source reached in a range: the answers that used it, those that did
 * while it was stale, and what was told of it.
 *
 * @param agents those with most stale answers first
 * @param findings of the source, open ones first
 */
public record SourceReach(List<AgentReach> agents, List<Finding> findings) {
  static final SourceReach NONE = new SourceReach(List.of(), List.of());

  /**
   * One agent's answers.
   *
   * @param answers that used the source while it was known how fresh it was
   * @param stale those that used it while it was stale
   */
  public record AgentReach(String agent, long answers, long stale) {
    public double share() {
      return answers == 0 ? 0 : (double) stale / answers;
    }
  }

  public SourceReach {
    agents = List.copyOf(agents);
    findings = List.copyOf(findings);
  }

  public long answers() {
    return agents.stream().mapToLong(AgentReach::answers).sum();
  }

  public long stale() {
    return agents.stream().mapToLong(AgentReach::stale).sum();
  }

  public long staleAgents() {
    return agents.stream().filter(agent -> agent.stale() > 0).count();
  }

  public List<Finding> open() {
    return findings.stream().filter(finding -> finding.state() == FindingState.OPEN).toList();
  }

  /**
   * Answers from stale data that the source's own rule names: other findings of its slice are about
   * anything that runs say.
   */
  public List<String> exampleTraces() {
    return findings.stream()
        .filter(finding -> finding.detector().equals(SourceSignals.DETECTOR))
        .flatMap(finding -> finding.exemplarTraceIds().stream())
        .distinct()
        .limit(10)
        .toList();
  }
}
