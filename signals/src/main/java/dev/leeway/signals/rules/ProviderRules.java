package dev.leeway.signals.rules;

/**
 * Whose fault a provider's failures are, and how near its limits are: section {@code providers}. It
 * has no keys yet.
 */
public record ProviderRules() implements RuleSection {
  public static final Section<ProviderRules> SECTION =
      Section.of("providers", new ProviderRules(), in -> new ProviderRules());
}
