package dev.leeway.signals.rules;

/**
 * When failures of one dependency bring down its callers: section {@code cascades}. It has no keys
 * yet.
 */
public record CascadeRules() implements RuleSection {
  public static final Section<CascadeRules> SECTION =
      Section.of("cascades", new CascadeRules(), in -> new CascadeRules());
}
