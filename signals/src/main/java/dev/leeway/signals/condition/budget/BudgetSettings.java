package dev.leeway.signals.condition.budget;

import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.NamePattern;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which signals have an error budget, and how large it is.
 *
 * @param objectives what owners promised; the first that fits an agent and a signal holds
 * @param signals what has a learned budget where nothing was promised, by name, with the categories
 *     that are good; none for a numeric share, whose sum counts as bad
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
    return new BudgetSettings(
        List.of(),
        List.of(
            new Budgeted("run.outcome", "runs that did not end OK", Set.of("OK")),
            new Budgeted("timeout.share", "calls that timed out", Set.of()),
            new Budgeted("rate_limit.share", "attempts that were rate limited", Set.of()),
            new Budgeted("answers.stale", "answers from stale data", Set.of("FRESH"))),
        0.01,
        500,
        10);
  }

  public BudgetSettings promising(List<Objective> promised) {
    return new BudgetSettings(promised, signals, learnedAllowanceMin, learnedRunsMin, badMin);
  }

  Optional<Budgeted> budgeted(String signal) {
    return signals.stream().filter(one -> one.signal.equals(signal)).findFirst();
  }

  Optional<Objective> objectiveOf(String agent, String signal) {
    return objectives.stream().filter(objective -> objective.fits(agent, signal)).findFirst();
  }

  /** A signal with a budget. */
  public record Budgeted(String signal, String label, Set<String> goodCategories) {
    public Budgeted {
      goodCategories = Set.copyOf(goodCategories);
    }

    BadCount count(MergedWindow window) {
      return count(window.categories(), window.sum(), window.count());
    }

    /** Bad ones of all that a window holds; a numeric share adds up to them. */
    public BadCount count(Map<String, Long> categories, double sum, long all) {
      double bad = goodCategories.isEmpty() ? sum : outside(categories);
      return new BadCount(Math.max(0, bad), all);
    }

    private long outside(Map<String, Long> categories) {
      return categories.entrySet().stream()
          .filter(entry -> !goodCategories.contains(entry.getKey()))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /**
   * What an owner promised.
   *
   * @param good the share that is to be good, such as 0.999
   */
  public record Objective(NamePattern agent, String signal, double good) implements Serializable {
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
      return signal.equals(ofSignal) && agent.matches(ofAgent);
    }
  }
}
