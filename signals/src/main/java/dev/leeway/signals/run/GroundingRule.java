package dev.leeway.signals.run;

import java.util.Map;

/**
 * When a run that otherwise ended well counts as {@link RunOutcome#UNGROUNDED}: one of the three is
 * enough.
 *
 * @param confidentEmpty whether an answer without doubt counts after retrievals that all found
 *     nothing
 * @param contradictionsMin how many values must differ from a tool's or document's; zero switches
 *     this off
 * @param unsupportedMin how many claims must be nowhere in the evidence, in a run that asked tools
 *     or retrievers (who writes from a user's long request alone may well bring new names), while
 * @param scoreBelow the share of supported claims is below this
 */
public record GroundingRule(
    boolean confidentEmpty, int contradictionsMin, int unsupportedMin, double scoreBelow) {
  public GroundingRule {
    if (contradictionsMin < 0 || unsupportedMin < 1) {
      throw new IllegalArgumentException(
          "expected at least 0 contradictions and 1 unsupported claim, came %d and %d"
              .formatted(contradictionsMin, unsupportedMin));
    }
    if (!(scoreBelow >= 0 && scoreBelow <= 1)) {
      throw new IllegalArgumentException("scoreBelow must be 0 to 1: " + scoreBelow);
    }
  }

  /** docs/grounding.md says how often it is right. */
  public static GroundingRule defaults() {
    return new GroundingRule(true, 1, 2, 0.5);
  }

  /** Whether signals of grounding, by name, make a run ungrounded. */
  public boolean broken(Map<String, Double> grounding) {
    boolean retrieved = grounding.containsKey("grounding.confident_empty");
    double contradictions = grounding.getOrDefault("grounding.contradiction", 0.0);
    double unsupported = grounding.getOrDefault("grounding.unsupported", 0.0);
    double score = grounding.getOrDefault("grounding.score", 1.0);
    return (confidentEmpty && grounding.getOrDefault("grounding.confident_empty", 0.0) > 0)
        || (contradictionsMin > 0 && contradictions >= contradictionsMin)
        || (retrieved && unsupported >= unsupportedMin && score < scoreBelow);
  }
}
