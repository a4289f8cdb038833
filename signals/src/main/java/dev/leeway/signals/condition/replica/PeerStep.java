package dev.leeway.signals.condition.replica;

/**
 * A replica among its peers, at one time and on one route.
 *
 * @param marked its runs that were bad, or in the upper half of all
 * @param logRatio of the geometric means, own to peers'; NaN for shares
 */
public record PeerStep(
    long count, long marked, long peersCount, long peersMarked, double logRatio) {
  /**
   * How much more likely what was seen is if the odds of being marked are {@code odds} times the
   * peers'. Among {@code N} runs, {@code K} of them marked, exchangeable under the null, the number
   * of marked ones among the {@code n} of the replica is hypergeometric, with probabilities {@code
   * h(j)}; with an odds ratio it is Fisher's noncentral hypergeometric (R. A. Fisher, "The logic of
   * inductive inference", JRSS 1935). So {@code e = odds^k / sum_j h(j) odds^j} has the expectation
   * 1 whatever N, K and n are: neither the level, nor a shift of all replicas together, nor who
   * gets how much traffic matters.
   */
  double logEvalue(double odds) {
    long all = count + peersCount;
    long allMarked = marked + peersMarked;
    long least = Math.max(0, count + allMarked - all);
    long most = Math.min(count, allMarked);
    double logOdds = Math.log(odds);
    double log = 0;
    double logCentral = 0;
    double logTilted = 0;
    for (long j = least; j < most; j++) {
      log += Math.log((double) (allMarked - j) * (count - j));
      log -= Math.log((double) (j + 1) * (all - allMarked - count + j + 1));
      logCentral = logSum(logCentral, log);
      logTilted = logSum(logTilted, log + (j + 1 - least) * logOdds);
    }
    return (marked - least) * logOdds - (logTilted - logCentral);
  }

  private static double logSum(double one, double other) {
    return Math.max(one, other) + Math.log1p(Math.exp(-Math.abs(one - other)));
  }
}
