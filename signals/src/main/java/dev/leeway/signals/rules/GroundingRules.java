package dev.leeway.signals.rules;

/**
 * How well answers must be supported by what a run knew: section {@code grounding}. It has no keys
 * yet.
 */
public record GroundingRules() implements RuleSection {
  public static final Section<GroundingRules> SECTION =
      Section.of("grounding", new GroundingRules(), in -> new GroundingRules());
}
