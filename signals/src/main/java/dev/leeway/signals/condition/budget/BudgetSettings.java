package dev.leeway.signals.condition.budget;

import dev.leeway.signals.condition.Want;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.NamePattern;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which signals have an error budget, and how large it is.
 *
 * @param objectives what owners promised; the first that fits an agent and a signal holds
 * @param signals what has a learned budget where nothing was promised
 * @param learnedAllowanceMin a learned budget never allows less than this share of bad
 * @param learnedRunsMin runs before the window in question that a learned budget must rest on
 * @param badMin bad ones in the long window below which nothing is said
 */
public record BudgetSettings(
    List<Objective> objectives,
    List<Budgeted> signals,
    double learnedAllowanceMin,
    long learnedRunsMin,
    long badMin) {

  public BudgetSettings {
    objectives = List.copyOf(objectives);
    signals = List.copyOf(signals);
    if (!(learnedAllowanceMin > 0 && learnedAllowanceMin <= 1)) {
      throw new IllegalArgumentException(
          "learned allowance must be in (0, 1]: " + learnedAllowanceMin);
    }
    if (learnedRunsMin < 1 || badMin < 1) {
      throw new IllegalArgumentException(
          "least numbers must be at least 1: " + learnedRunsMin + ", " + badMin);
    }
  }

  /** No promise is known; budgets are learned. */
  public static BudgetSettings defaults() {
    Good shares = new Good.SharesOfBad();
    return new BudgetSettings(
        List.of(),
        List.of(
            new Budgeted(
                "run.outcome", "runs that did not end OK", new Good.Categories(Set.of("OK"))),
            new Budgeted("timeout.share", "calls that timed out", shares),
            new Budgeted("rate_limit.share", "attempts that were rate limited", shares),
            new Budgeted(
                "answers.stale", "answers from stale data", new Good.Categories(Set.of("FRESH")))),
        0.01,
        500,
        10);
  }

  public BudgetSettings promising(List<Objective> promised) {
    return new BudgetSettings(promised, signals, learnedAllowanceMin, learnedRunsMin, badMin);
  }

  /** What needs to be seen of a signal, since any agent has a budget of it. */
  Want wants(String signal) {
    if (objectives.stream()
        .anyMatch(one -> one.isOf(signal) && one.of.good.wants() == Want.DISTRIBUTION)) {
      return Want.DISTRIBUTION;
    }
    boolean budgeted =
        usual(signal).isPresent() || objectives.stream().anyMatch(one -> one.isOf(signal));
    return budgeted ? Want.COUNTS : Want.NOTHING;
  }

  /** How an agent's budget of a signal is counted: as promised, else as all are. */
  Optional<Budgeted> budgeted(String agent, String signal) {
    return objectiveOf(agent, signal).map(Objective::of).or(() -> usual(signal));
  }

  /** All budgets of an agent, one of each signal. */
  public List<Budgeted> budgetsOf(String agent) {
    Map<String, Budgeted> budgets = new LinkedHashMap<>();
    signals.forEach(
        usual -> budgets.put(usual.signal, budgeted(agent, usual.signal).orElse(usual)));
    for (Objective objective : objectives) {
      if (objective.fits(agent, objective.of.signal)) {
        budgets.putIfAbsent(objective.of.signal, objective.of);
      }
    }
    return List.copyOf(budgets.values());
  }

  Optional<Objective> objectiveOf(String agent, String signal) {
    return objectives.stream().filter(objective -> objective.fits(agent, signal)).findFirst();
  }

  private Optional<Budgeted> usual(String signal) {
    return signals.stream().filter(one -> one.signal.equals(signal)).findFirst();
  }

  /**
   * A signal with a budget.
   *
   * @param label what is bad, in words
   */
  public record Budgeted(String signal, String label, Good good) implements Serializable {
    /** What its counts are remembered under. */
    String key() {
      return signal + good.key();
    }

    BadCount count(MergedWindow window) {
      return count(window.categories(), window.sum(), window.count(), window.distribution());
    }

    /** Bad ones of all that a window holds. */
    public BadCount count(
        Map<String, Long> categories, double sum, long all, Distribution distribution) {
      double bad = good.badOf(all, sum, categories, distribution);
      return new BadCount(Math.clamp(bad, 0, Math.max(0, (double) all)), all);
    }
  }

  /**
   * What an owner promised.
   *
   * @param good the share that is to be good, such as 0.999
   */
  public record Objective(NamePattern agent, Budgeted of, double good) implements Serializable {
    public Objective {
      if (!(good > 0 && good < 1)) {
        throw new IllegalArgumentException("an objective must be within (0, 1): " + good);
      }
    }

    /** The share that may be bad, without what binary fractions add to it. */
    double allowed() {
      return Math.rint((1 - good) * 1e9) / 1e9;
    }

    boolean fits(String ofAgent, String ofSignal) {
      return isOf(ofSignal) && agent.matches(ofAgent);
    }

    private boolean isOf(String signal) {
      return of.signal.equals(signal);
    }
  }
}
