package dev.leeway.signals.rule;

import dev.leeway.signals.window.MergedWindow;
import java.util.List;
import java.util.Set;

/**
 * A retry storm: callers repeat failing calls and so add to the load that makes them fail. It is
 * one when attempts per logical call reach the limit and rise by a tenth or more while the share of
 * failed runs rises by more than chance, over the last minutes of one slice. It goes on while there
 * are so many attempts, and more of them and more failed runs than before it began: within a storm
 * nothing needs to rise.
 *
 * @param amplificationMin attempts per logical call in the last minute
 * @param minutes how many minutes are compared, the first against the last
 * @param runsMin runs that these minutes must hold together
 */
public record RetryStorm(double amplificationMin, int minutes, int runsMin) {
  private static final Set<String> FAILED = Set.of("ERROR", "TIMEOUT", "RATE_LIMITED");
  private static final double RISE_MIN = 1.1;

  /** Standard errors between two shares; by chance they are so far apart once in forty times. */
  private static final double ERRORS_APART = 2;

  public RetryStorm {
    if (!(amplificationMin > 1)) {
      throw new IllegalArgumentException("amplification must be above 1: " + amplificationMin);
    }
    if (minutes < 2) {
      throw new IllegalArgumentException("minutes must be at least 2: " + minutes);
    }
    if (runsMin < 1) {
      throw new IllegalArgumentException("runs must be at least 1: " + runsMin);
    }
  }

  public static RetryStorm defaults() {
    return new RetryStorm(1.5, 3, 20);
  }

  /**
   * Judges one slice.
   *
   * @param steps one per minute that has runs, ascending; the last of them are compared
   */
  public Verdict judge(List<Step> steps) {
    List<Step> compared = lastOf(steps);
    long runs = compared.stream().mapToLong(Step::runs).sum();
    if (compared.size() < minutes || runs < runsMin) {
      return new Verdict(State.NOT_ENOUGH_DATA, runs, runsMin, 0, 0, 0, 0);
    }
    Step before = compared.getFirst();
    Step now = compared.getLast();
    boolean storm =
        now.amplification >= amplificationMin
            && now.amplification >= RISE_MIN * before.amplification
            && now.failed - before.failed > ERRORS_APART * before.standardError(now);
    return verdict(storm, runs, before, now);
  }

  /**
   * Judges a slice whose storm was told.
   *
   * @param steps as above, the last of them taken together
   * @param before the minute that its storm was told by
   */
  public Verdict judge(List<Step> steps, Step before) {
    Step now = lastOf(steps).stream().reduce(Step::plus).orElseThrow();
    boolean storm =
        now.amplification >= amplificationMin
            && now.amplification > before.amplification
            && now.failed > before.failed;
    return verdict(storm, now.runs, before, now);
  }

  private List<Step> lastOf(List<Step> steps) {
    return steps.subList(Math.max(0, steps.size() - minutes), steps.size());
  }

  private Verdict verdict(boolean storm, long runs, Step before, Step now) {
    return new Verdict(
        storm ? State.STORM : State.CALM,
        runs,
        runsMin,
        before.amplification,
        now.amplification,
        before.failed,
        now.failed);
  }

  /**
   * One minute of one slice.
   *
   * @param runs that called anything; of a dependency no more than calls of it
   * @param amplification attempts per logical call
   * @param failed share of runs that failed, timed out or were rate limited
   */
  public record Step(long runs, double amplification, double failed) {
    /** Of the windows of {@code retry.amplification} and {@code run.outcome} of one minute. */
    public static Step of(MergedWindow amplification, MergedWindow outcomes) {
      long failed = FAILED.stream().mapToLong(outcomes::countOf).sum();
      return new Step(
          Math.min(amplification.count(), outcomes.count()),
          amplification.mean(),
          (double) failed / outcomes.count());
    }

    /** Both minutes together. */
    Step plus(Step other) {
      double share = (double) runs / (runs + other.runs);
      return new Step(
          runs + other.runs,
          share * amplification + (1 - share) * other.amplification,
          share * failed + (1 - share) * other.failed);
    }

    /** Of the difference between two shares of failed runs, if both are drawn from one. */
    double standardError(Step other) {
      double all = plus(other).failed;
      return Math.sqrt(all * (1 - all) * (1.0 / runs + 1.0 / other.runs));
    }
  }

  /** What the minutes say. */
  public enum State {
    NOT_ENOUGH_DATA,
    CALM,
    STORM
  }

  /**
   * The judgement with its numbers.
   *
   * @param runs runs that were seen, of {@code runsMin} needed
   * @param amplificationBefore attempts per logical call in the first of the minutes
   * @param failedBefore share of failed runs in the first of the minutes
   */
  public record Verdict(
      State state,
      long runs,
      long runsMin,
      double amplificationBefore,
      double amplification,
      double failedBefore,
      double failed) {}
}
