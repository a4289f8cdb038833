package dev.leeway.signals.condition.traffic;

/**
 * From which share on something comes more often than it used to.
 *
 * <p>What is usual is estimated from {@code came} of {@code all} with two more of each added,
 * {@code (came + 2) / (all + 4)} (Agresti and Coull, The American Statistician 52, 1998): the fewer
 * were seen, the more must come. What never came before, or of which fewer than {@value #ALL_MIN}
 * were seen, is news from {@value #AT_THE_LATEST} on, so that an outage right at the start is told
 * and a fifth that was always there is not.
 */
public record UsualShare(long came, long all) {
  /** Fewer say little about what is usual. */
  public static final int ALL_MIN = 20;

  private static final double AT_THE_LATEST = 0.4;

  /**
   * The share from which on it is news.
   *
   * @param times the estimate
   * @param least whatever was usual
   */
  public double limit(double times, double least) {
    double limit = Math.max(least, times * (came + 2) / (all + 4));
    return came == 0 || !known() ? Math.min(limit, AT_THE_LATEST) : limit;
  }

  /** Whether enough was seen to say what it used to be. */
  public boolean known() {
    return all >= ALL_MIN;
  }
}
