package dev.leeway.signals.rules;

import dev.leeway.signals.condition.budget.BudgetSettings;
import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import dev.leeway.signals.condition.budget.BudgetSettings.Objective;
import dev.leeway.signals.window.NamePattern;
import java.util.List;
import java.util.Optional;

/**
 * How much of what an agent does may be bad: section {@code budgets}.
 *
 * @param objectives from the general to the particular: a later one outranks an earlier one
 */
public record BudgetRules(List<Objective> objectives) implements RuleSection {
  private static final double LIMIT_MIN = 1e-6;
  private static final double LIMIT_MAX = 1e12;
  private static final Budgeted OUTCOME = BudgetSettings.defaults().signals().getFirst();

  public static final Section<BudgetRules> SECTION =
      Section.ofList("budgets", BudgetRules::new, BudgetRules::objective);

  public BudgetRules {
    objectives = List.copyOf(objectives);
  }

  public BudgetSettings settings() {
    return BudgetSettings.defaults().promising(objectives.reversed());
  }

  private static Objective objective(RuleReader in) {
    return new Objective(
        new NamePattern(in.text("agent", NamePattern.ANY.glob())),
        promised(in),
        in.number("objective", 0.999, 0.5, 0.99999));
  }

  private static Budgeted promised(RuleReader in) {
    String signal = in.text("signal", OUTCOME.signal());
    double most = in.number("at_most", 0, LIMIT_MIN, LIMIT_MAX);
    double least = in.number("at_least", 0, LIMIT_MIN, LIMIT_MAX);
    if (!Promisable.names().contains(signal)) {
      in.unknown("signal", "signal with a budget", signal, Promisable.names());
      return OUTCOME;
    }
    if (in.has("at_most") && in.has("at_least")) {
      in.problem("at_least", "expected either at_most or at_least, and both came");
    }
    String limit = in.has("at_most") ? "at_most" : "at_least";
    if (in.has(limit) && !Promisable.limited(signal)) {
      in.problem(limit, "expected no limit, since " + signal + " says by itself what is good");
    }
    if (most > 0 && Promisable.limited(signal)) {
      return Promisable.atMost(signal, most);
    }
    if (least > 0 && Promisable.limited(signal)) {
      return Promisable.atLeast(signal, least);
    }
    Optional<Budgeted> plain = Promisable.plain(signal);
    if (plain.isEmpty() && !in.has(limit)) {
      String unit = Promisable.unitOf(signal);
      in.problem(
          "signal",
          "expected at_most or at_least beside %s: what is good%s"
              .formatted(signal, unit.isEmpty() ? "" : ", in " + unit));
    }
    return plain.orElse(OUTCOME);
  }
}
