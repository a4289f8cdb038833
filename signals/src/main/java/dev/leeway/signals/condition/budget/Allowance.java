package dev.leeway.signals.condition.budget;

import java.util.Optional;

/**
 * The share that may be bad: what an owner promised, else what was usual.
 *
 * @param promised whether an objective says so
 * @param learnedFrom what it was learned from, where none does
 */
public record Allowance(double share, boolean promised, long learnedFrom) {

  /**
   * What holds for an agent.
   *
   * @param before what the last three days hold before the window in question
   * @return empty where nothing was promised and too little is known
   */
  static Optional<Allowance> of(
      BudgetSettings settings, String agent, String signal, BadCount before) {
    Optional<Allowance> promised =
        settings
            .objectiveOf(agent, signal)
            .map(objective -> new Allowance(objective.allowed(), true, 0));
    if (promised.isPresent() || before.all() < settings.learnedRunsMin()) {
      return promised;
    }
    double usual = Math.max(settings.learnedAllowanceMin(), before.share());
    return Optional.of(new Allowance(usual, false, before.all()));
  }
}
