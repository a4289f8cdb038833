package dev.leeway.signals.drift.canary;

import java.time.Duration;
import java.util.Map;

/**
 * What a verdict on a version may cost and must show.
 *
 * @param alpha chance of a wrong rollback, and of a wrong promotion, that is accepted
 * @param runsMin values of a signal that each version must have, beside each other, before the
 *     signal may speak for a promotion, and numbers for a rollback; rates may speak against a
 *     version from its first run on, since their test is exact
 * @param rateMargin a worsening of a share that is tolerated, such as 0.02 for two points
 * @param ratioMargin a relative worsening of a number that is tolerated, such as 0.10
 * @param margins per measure, where it differs from those
 * @param budget how long both run beside each other before an open question is given up
 * @param runsMax runs of the candidate after which it is given up; 0 for no limit
 */
public record CanarySettings(
    double alpha,
    int runsMin,
    double rateMargin,
    double ratioMargin,
    Map<String, Double> margins,
    Duration budget,
    long runsMax) {

  public CanarySettings {
    margins = Map.copyOf(margins);
    if (!(alpha > 0 && alpha <= 0.5)) {
      throw new IllegalArgumentException("alpha: expected above 0, at most 0.5, came " + alpha);
    }
    if (!(runsMin >= 30)) {
      throw new IllegalArgumentException(
          "min_runs: expected at least 30, where means are about normal, came " + runsMin);
    }
    if (!(rateMargin > 0 && rateMargin < 1)) {
      throw new IllegalArgumentException(
          "rate_margin: expected a share between 0 and 1, came " + rateMargin);
    }
    requireRatio("ratio_margin", ratioMargin);
    margins.forEach((measure, margin) -> requireRatio("margin of " + measure, margin));
    if (!(budget.toMillis() > 0)) {
      throw new IllegalArgumentException("budget: expected a time, came " + budget);
    }
    if (!(runsMax >= 0)) {
      throw new IllegalArgumentException("max_runs: expected 0 or more, came " + runsMax);
    }
  }

  public static CanarySettings defaults() {
    return new CanarySettings(0.05, 200, 0.02, 0.10, Map.of(), Duration.ofDays(1), 0);
  }

  /** What is tolerated of a measure: a share of runs, or a relative change of a number. */
  public double marginOf(Measure measure) {
    boolean points = measure.scale().inPoints();
    double margin = margins.getOrDefault(measure.name(), points ? rateMargin : ratioMargin);
    // A share cannot worsen by all of it or more, and the null must be a rate.
    return points ? Math.min(margin, 0.99) : margin;
  }

  private static void requireRatio(String name, double margin) {
    if (!(margin > 0 && margin <= 10)) {
      throw new IllegalArgumentException(name + ": expected above 0, at most 10, came " + margin);
    }
  }
}
