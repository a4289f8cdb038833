package dev.leeway.signals.rules;

/** How many bad runs an agent may have: section {@code budgets}. It has no keys yet. */
public record BudgetRules() implements RuleSection {
  public static final Section<BudgetRules> SECTION =
      Section.of("budgets", new BudgetRules(), in -> new BudgetRules());
}
