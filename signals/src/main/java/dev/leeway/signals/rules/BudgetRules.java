package dev.leeway.signals.rules;

import dev.leeway.signals.condition.budget.BudgetSettings;
import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import dev.leeway.signals.condition.budget.BudgetSettings.Objective;
import dev.leeway.signals.window.NamePattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many bad runs an agent may have: section {@code budgets}.
 *
 * @param objectives from the general to the particular: a later one outranks an earlier one
 */
public record BudgetRules(List<Objective> objectives) implements RuleSection {
  private static final Set<String> SIGNALS =
      BudgetSettings.defaults().signals().stream()
          .map(Budgeted::signal)
          .collect(Collectors.toUnmodifiableSet());

  public static final Section<BudgetRules> SECTION =
      Section.ofList("budgets", BudgetRules::new, BudgetRules::objective);

  public BudgetRules {
    objectives = List.copyOf(objectives);
  }

  public BudgetSettings settings() {
    return BudgetSettings.defaults().promising(objectives.reversed());
  }

  private static Objective objective(RuleReader in) {
    String signal = in.text("signal", "run.outcome");
    if (!SIGNALS.contains(signal)) {
      in.unknown("signal", "signal with a budget", signal, SIGNALS);
    }
    return new Objective(
        new NamePattern(in.text("agent", NamePattern.ANY.glob())),
        signal,
        in.number("objective", 0.999, 0.5, 0.99999));
  }
}
