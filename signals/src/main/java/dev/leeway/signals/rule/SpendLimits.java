package dev.leeway.signals.rule;

import java.io.Serializable;

/**
 * What one run may take at most: so many times what is usual for its agent, and whatever it is used
 * to never more than the limits for all. Below a fiftieth of these nothing is too much, since ten
 * times next to nothing harms nobody.
 *
 * @param steps calls of models and tools
 * @param tokens input and output tokens of its model calls
 * @param costUsd their reported cost
 * @param usualTimes how many times what 99 of 100 earlier runs of the agent stayed within; zero for
 *     the limits for all alone
 */
public record SpendLimits(long steps, long tokens, double costUsd, double usualTimes)
    implements Serializable {

  /** The least limit of an agent is the one for all divided by this. */
  static final int LEAST_PART = 50;

  public SpendLimits {
    if (steps < 1 || tokens < 1 || !(costUsd > 0)) {
      throw new IllegalArgumentException(
          "limits of a run must be above 0: %d steps, %d tokens, %s USD"
              .formatted(steps, tokens, costUsd));
    }
    if (!(usualTimes == 0 || usualTimes >= 2)) {
      throw new IllegalArgumentException(
          "a run may take at least twice what is usual, or 0 for any: " + usualTimes);
    }
  }

  public static SpendLimits defaults() {
    return new SpendLimits(1_000, 20_000_000, 50, 10);
  }

  /** The greatest share of a limit for all that was used; 1 is at the limit. */
  double shareOf(Spend spend) {
    return greatest(spend, UsualSpend.UNKNOWN).share();
  }

  /** Of the limits for all the one that is reached, else of the agent's that was used most. */
  SpendMark markOf(Spend spend, UsualSpend usual) {
    SpendMark forAll = greatest(spend, UsualSpend.UNKNOWN);
    return forAll.share() >= 1 ? forAll : greatest(spend, usual);
  }

  private SpendMark greatest(Spend spend, UsualSpend usual) {
    SpendMark greatest = SpendMark.NONE;
    for (SpendMeasure measure : SpendMeasure.values()) {
      SpendMark mark = markOf(measure, spend.of(measure), usual);
      greatest = mark.share() > greatest.share() ? mark : greatest;
    }
    return greatest;
  }

  private SpendMark markOf(SpendMeasure measure, double used, UsualSpend usual) {
    double most = forAll(measure);
    double known = usual.of(measure);
    double own = Math.max(most / LEAST_PART, usualTimes * known);
    return usualTimes > 0 && known > 0 && own < most
        ? new SpendMark(measure, used / own, known, usual.traces())
        : new SpendMark(measure, used / most, 0, 0);
  }

  private double forAll(SpendMeasure measure) {
    return switch (measure) {
      case STEPS -> steps;
      case TOKENS -> tokens;
      case USD -> costUsd;
    };
  }
}
