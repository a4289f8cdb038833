package dev.leeway.signals.rule;

import dev.leeway.signals.window.MergedWindow;
import java.util.List;
import java.util.Set;

/**
 * A retry storm: callers repeat failing calls and so add to the load that makes them fail. It is
 * one when attempts per logical call reach the limit and rise while the share of failed runs rises,
 * over the last minutes of one slice.
 *
 * @param amplificationMin attempts per logical call in the last minute
 * @param minutes how many minutes are compared, the first against the last
 * @param runsMin runs that these minutes must hold together
 */
public record RetryStorm(double amplificationMin, int minutes, int runsMin) {
  private static final Set<String> FAILED = Set.of("ERROR", "TIMEOUT", "RATE_LIMITED");

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
    List<Step> compared = steps.subList(Math.max(0, steps.size() - minutes), steps.size());
    long runs = compared.stream().mapToLong(Step::runs).sum();
    if (compared.size() < minutes || runs < runsMin) {
      return new Verdict(State.NOT_ENOUGH_DATA, runs, runsMin, 0, 0, 0, 0);
    }
    Step before = compared.getFirst();
    Step now = compared.getLast();
    boolean storm =
        now.amplification >= amplificationMin
            && now.amplification > before.amplification
            && now.failed > before.failed;
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
   * @param runs that called anything
   * @param amplification attempts per logical call
   * @param failed share of runs that failed, timed out or were rate limited
   */
  public record Step(long runs, double amplification, double failed) {
    /** Of the windows of {@code retry.amplification} and {@code run.outcome} of one minute. */
    public static Step of(MergedWindow amplification, MergedWindow outcomes) {
      long failed = FAILED.stream().mapToLong(outcomes::countOf).sum();
      return new Step(
          amplification.count(), amplification.mean(), (double) failed / outcomes.count());
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
