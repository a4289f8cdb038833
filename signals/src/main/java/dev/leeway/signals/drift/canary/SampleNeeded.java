package dev.leeway.signals.drift.canary;

import org.jspecify.annotations.Nullable;

/**
 * How many values a comparison needs to come to an end, at the traffic split and the spread seen.
 * An estimate: half of all comparisons end earlier.
 *
 * <p>Rates: log evidence grows by {@code G = f_a KL(p_a||q_a) + f_b KL(p_b||q_b)} a run, q being
 * the pair of the null nearest to p, less about two nats for learning the rates: {@code N = phi (L
 * + 2)/G}. Means: the least t at which the e-value of {@code z = d sqrt(t)/sd} reaches the limit.
 */
final class SampleNeeded {
  /** Measured over rates of 0.1 to 30 %, splits of 1:1 and 9:1: 0.7 to 2.8 nats. */
  private static final double LEARNING_NATS = 2;

  private static final double T_MAX = 1e9;

  private SampleNeeded() {}

  /**
   * Values of the candidate until "worse by {@code margin}" is excluded, if the versions are alike.
   *
   * @param margin on the comparison's own scale, never its null
   */
  static @Nullable Long toExclude(
      Comparison comparison, SideBySide values, double margin, double logLimit) {
    return switch (comparison) {
      case SafeRates rates -> {
        double pooled = pooledRate(values);
        yield ofRates(rates, values, pooled, pooled, margin, logLimit);
      }
      case MeanSequence means ->
          ofMeans(means, values, margin, means.drift(means.noEffect(), margin), logLimit);
    };
  }

  /**
   * Values of the candidate until the effect that is seen is proven; null where none is.
   *
   * @param baseline level of the baseline, weighted over routes as the effect is; of rates alone
   * @param candidate likewise, of the candidate
   * @param logLimit what this comparison must reach by itself
   */
  static @Nullable Long toProve(
      Comparison comparison,
      SideBySide values,
      double baseline,
      double candidate,
      double logLimit) {
    return switch (comparison) {
      case SafeRates rates -> ofRates(rates, values, baseline, candidate, 0, logLimit);
      case MeanSequence means ->
          ofMeans(
              means,
              values,
              means.noEffect(),
              means.drift(means.effect(), means.noEffect()),
              logLimit);
    };
  }

  /** Half a bad run, so that a rate of zero is not taken for certain. */
  private static double pooledRate(SideBySide values) {
    Arm both = values.baseline().plus(values.candidate());
    return (both.sum() + 0.5) / (both.n() + 1);
  }

  private static @Nullable Long ofRates(
      SafeRates rates, SideBySide values, double a, double b, double shift, double logLimit) {
    double n = values.baseline().n();
    double m = values.candidate().n();
    if (!(n > 0 && m > 0) || Math.abs(b - a - shift) < 1e-12) {
      return null;
    }
    double q = SafeRates.nearest(a, b, shift, n, m);
    double growth = (n * divergence(a, q) + m * divergence(b, q + shift)) / (n + m);
    double runs = rates.phi() * (logLimit + LEARNING_NATS) / growth;
    return whole(runs * m / (n + m));
  }

  private static @Nullable Long ofMeans(
      MeanSequence means, SideBySide values, double ofNull, double drift, double logLimit) {
    double unitVariance = means.unitVariance(ofNull);
    if (!(unitVariance > 0) || !(Math.abs(drift) > 0)) {
      return null;
    }
    double signal = Math.abs(drift) / Math.sqrt(unitVariance);
    double reached = 1;
    while (reached < T_MAX && MeanSequence.logE(signal * Math.sqrt(reached), reached) < logLimit) {
      reached *= 1.02;
    }
    double weights = values.blocks().stream().mapToDouble(Block::weight).sum();
    return whole(reached / weights * values.candidate().n());
  }

  private static @Nullable Long whole(double runs) {
    return runs < T_MAX ? Long.valueOf((long) Math.ceil(runs)) : null;
  }

  private static double divergence(double p, double q) {
    return (p > 0 ? p * Math.log(p / q) : 0) + (p < 1 ? (1 - p) * Math.log((1 - p) / (1 - q)) : 0);
  }
}
