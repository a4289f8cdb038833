package dev.leeway.signals.drift.canary;

/**
 * What one version's values of one signal came to in one stretch of time: their number and sum, and
 * what their spread is computed from. Arms add up, in any order. A rate is the case where each
 * value is 0 or 1.
 *
 * @param sum exact
 * @param sketchSum the same as far as the buckets of a distribution tell, and NaN where there is
 *     none; the spread is that of the buckets, because a difference of an exact sum and of rounded
 *     squares would be none
 * @param sketchSquares sum of squares, likewise
 */
public record Arm(long n, double sum, double sketchSum, double sketchSquares) {
  public static final Arm EMPTY = new Arm(0, 0, 0, 0);

  public Arm {
    if (!(n >= 0 && Double.isFinite(sum))) {
      throw new IllegalArgumentException("expected n >= 0 and a sum, came " + n + " and " + sum);
    }
  }

  /** So many of {@code n} answers, such as the bad ones. */
  public static Arm rate(long k, long n) {
    if (!(k >= 0 && k <= n)) {
      throw new IllegalArgumentException("expected 0 <= k <= n, came " + k + " of " + n);
    }
    return new Arm(n, k, k, k);
  }

  /** Values of which only number and sum are known. */
  public static Arm withoutSpread(long n, double sum) {
    return new Arm(n, sum, Double.NaN, Double.NaN);
  }

  public Arm plus(Arm other) {
    return new Arm(
        n + other.n,
        sum + other.sum,
        sketchSum + other.sketchSum,
        sketchSquares + other.sketchSquares);
  }

  public boolean isEmpty() {
    return n == 0;
  }

  /** NaN when there are no values. */
  public double mean() {
    return n == 0 ? Double.NaN : sum / n;
  }

  /** The sample variance; NaN below two values or where the spread is not known. */
  public double variance() {
    return n < 2 ? Double.NaN : Math.max(0, sketchSquares - sketchSum * sketchSum / n) / (n - 1);
  }
}
