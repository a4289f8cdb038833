package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.window.Dimensions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was to be expected of the work that is done now: of each kind of work the baseline's
 * distribution, in the shares that the kinds have now.
 *
 * <p>{@code q(x) = sum_k v_k p_k(x)} over the kinds k that were seen on both sides, v their shares
 * now and p their distributions in the baseline: indirect standardisation (Kitagawa, "Components of
 * a difference between two rates", JASA 50, 1955). It is what a quantile regression on the kinds
 * predicts for today's work, all quantiles at once, since with an indicator of each kind as
 * regressors the fit is each kind's own sample quantiles (Koenker, Quantile Regression, 2005). It
 * counts as the runs that a weighted mean is worth, {@code m* = 1 / sum_k v_k^2 / m_k} (Kish,
 * Survey Sampling, 1965).
 *
 * <p>What it learned is counts in windows: the same for any order of arrival, taken back exactly
 * when a run is rebuilt, and no younger than the baseline.
 *
 * @param expected in whole runs
 * @param observed what came of the kinds that were seen on both sides
 */
record WorkExpectation(Histogram expected, Histogram observed) {
  /** Kinds that are known must hold so much of the runs on each side, else nothing is learned. */
  private static final double KNOWN_SHARE_MIN = 0.5;

  /** One run says nothing of its kind, and would outweigh all others in {@code m*}. */
  private static final long KNOWN_RUNS_MIN = 30;

  /**
   * Lays the kinds beside each other; empty where too little of the work, before or now, is of
   * kinds that were seen on both sides.
   *
   * @param before all runs of the baseline
   * @param now all runs of the window
   */
  static Optional<WorkExpectation> of(List<Neighbours.Counted> kinds, long before, long now) {
    List<Neighbours.Counted> known = kinds.stream().filter(WorkExpectation::known).toList();
    double knownBefore = known.stream().mapToLong(kind -> kind.before().count()).sum();
    double knownNow = known.stream().mapToLong(kind -> kind.now().count()).sum();
    boolean enough = knownBefore >= KNOWN_SHARE_MIN * before && knownNow >= KNOWN_SHARE_MIN * now;
    if (known.isEmpty() || !enough) {
      return Optional.empty();
    }
    TreeMap<Integer, Double> shares = new TreeMap<>();
    double zeros = 0;
    double variance = 0;
    for (Neighbours.Counted kind : known) {
      double share = kind.now().count() / knownNow;
      double each = share / kind.before().count();
      variance += share * each;
      zeros += kind.before().zeros() * each;
      kind.before().buckets().forEach((index, n) -> shares.merge(index, n * each, Double::sum));
    }
    return Optional.of(
        new WorkExpectation(
            counts(shares, zeros, 1 / variance),
            Histogram.sumOf(known.stream().map(Neighbours.Counted::now).toList())));
  }

  private static boolean known(Neighbours.Counted kind) {
    return !kind.key().slice().value().equals(Dimensions.OTHER)
        && kind.before().count() >= KNOWN_RUNS_MIN
        && kind.now().count() > 0;
  }

  /** Rounds what is below each value, since each value by itself may be worth less than a run. */
  private static Histogram counts(TreeMap<Integer, Double> shares, double zeros, double runs) {
    Map<Integer, Long> counts = new TreeMap<>();
    double below = zeros;
    for (Map.Entry<Integer, Double> share : shares.entrySet()) {
      double upTo = below + share.getValue();
      counts.put(share.getKey(), Math.round(upTo * runs) - Math.round(below * runs));
      below = upTo;
    }
    return Histogram.of(counts, Math.round(zeros * runs));
  }
}
