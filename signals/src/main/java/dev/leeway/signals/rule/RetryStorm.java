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
   * @param amplification windows of {@code retry.amplification}, one per minute that has runs,
   *     ascending
   * @param outcomes windows of {@code run.outcome}, likewise
   */
  public Verdict judge(List<MergedWindow> amplification, List<MergedWindow> outcomes) {
    List<MergedWindow> attempts = last(amplification);
    List<MergedWindow> ends = last(outcomes);
    long runs = attempts.stream().mapToLong(MergedWindow::count).sum();
    if (attempts.size() < minutes || ends.size() < minutes || runs < runsMin) {
      return new Verdict(State.NOT_ENOUGH_DATA, runs, runsMin, 0, 0, 0, 0);
    }
    double before = attempts.getFirst().mean();
    double now = attempts.getLast().mean();
    double failedBefore = failedShare(ends.getFirst());
    double failedNow = failedShare(ends.getLast());
    boolean storm = now >= amplificationMin && now > before && failedNow > failedBefore;
    return new Verdict(
        storm ? State.STORM : State.CALM, runs, runsMin, before, now, failedBefore, failedNow);
  }

  private List<MergedWindow> last(List<MergedWindow> windows) {
    List<MergedWindow> counted = windows.stream().filter(window -> window.count() > 0).toList();
    return counted.subList(Math.max(0, counted.size() - minutes), counted.size());
  }

  private static double failedShare(MergedWindow outcomes) {
    long failed = FAILED.stream().mapToLong(outcomes::countOf).sum();
    return (double) failed / outcomes.count();
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
