package dev.leeway.signals.condition.mix;

/** How unlikely a number of hits is. */
public final class BinomialTail {
  private BinomialTail() {}

  /**
   * Natural logarithm of {@code P(X >= k)} for {@code X ~ Binomial(n, p)}, by the Chernoff bound
   * {@code -n KL(k/n, p)} (Hoeffding 1963, theorem 1): never less than the true value, so whoever
   * asks for a small one waits a little longer. Zero where {@code k/n <= p}.
   */
  public static double logAtLeast(long k, long n, double p) {
    if (!(p > 0 && p < 1) || k < 0 || k > n) {
      throw new IllegalArgumentException("no binomial tail of %d in %d at %s".formatted(k, n, p));
    }
    double share = n == 0 ? 0 : (double) k / n;
    if (share <= p) {
      return 0;
    }
    double rest = share < 1 ? (1 - share) * Math.log((1 - share) / (1 - p)) : 0;
    return -n * (share * Math.log(share / p) + rest);
  }
}
