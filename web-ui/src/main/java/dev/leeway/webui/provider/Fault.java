package dev.leeway.webui.provider;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.webui.parts.Tone;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Whose fault it looks like when calls to a provider go wrong, by what its findings say. */
public enum Fault {
  /** Most agents that use it are hit. */
  THEM("them", Tone.BAD),
  /** Several agents are hit, while at least half are well. */
  PART("part of the agents", Tone.BAD),
  /** One agent is hit, or one version of it, while the others are well. */
  US("us", Tone.WARN),
  /** It takes the load of another that fails. */
  OVERFLOW("overflow", Tone.WARN),
  /** Only one agent uses it: nobody to compare it with. */
  UNTOLD("can't be told", Tone.WARN),
  /** No finding is open. */
  NOBODY("well", Tone.GOOD);

  private final String word;
  private final Tone tone;

  Fault(String word, Tone tone) {
    this.word = word;
    this.tone = tone;
  }

  public String word() {
    return word;
  }

  public Tone tone() {
    return tone;
  }

  /** The worst that open findings about one provider say. */
  static Fault of(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.state() == FindingState.OPEN && !finding.history())
        .map(Fault::of)
        .min(Comparator.naturalOrder())
        .orElse(NOBODY);
  }

  private static Fault of(Finding finding) {
    return switch (finding.signal()) {
      case "provider.overflow" -> OVERFLOW;
      case "provider.errors", "provider.latency" -> {
        boolean everybody = finding.slice().agent().equals(Dimensions.ALL);
        yield everybody ? ofAll(finding.evidence()) : US;
      }
      // Limits are those of our own keys.
      default -> US;
    };
  }

  private static Fault ofAll(Map<String, Double> evidence) {
    double seen = evidence.getOrDefault("agents_seen", 0.0);
    if (seen <= 1) {
      return UNTOLD;
    }
    return 2 * evidence.getOrDefault("agents_hit", seen) > seen ? THEM : PART;
  }
}
