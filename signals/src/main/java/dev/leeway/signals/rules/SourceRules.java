package dev.leeway.signals.rules;

/** How fresh data sources must be: section {@code sources}. It has no keys yet. */
public record SourceRules() implements RuleSection {
  public static final Section<SourceRules> SECTION =
      Section.of("sources", new SourceRules(), in -> new SourceRules());
}
