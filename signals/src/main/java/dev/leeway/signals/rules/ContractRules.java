package dev.leeway.signals.rules;

/** What shape answers must have: section {@code contracts}. It has no keys yet. */
public record ContractRules() implements RuleSection {
  public static final Section<ContractRules> SECTION =
      Section.of("contracts", new ContractRules(), in -> new ContractRules());
}
