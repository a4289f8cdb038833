package dev.leeway.signals.rules;

/** When a model server is at its limits: section {@code serving}. It has no keys yet. */
public record ServingRules() implements RuleSection {
  public static final Section<ServingRules> SECTION =
      Section.of("serving", new ServingRules(), in -> new ServingRules());
}
