package dev.leeway.signals.drift.canary;

/** Log e-values of harm. */
final class LogE {
  private LogE() {}

  /**
   * Against "not worse", as far as it may be believed: that of means only with enough of them.
   *
   * @param runsMin values that each version must have before its mean is believed
   */
  static double ofHarm(Measure measure, Comparison comparison, SideBySide values, int runsMin) {
    boolean few = Math.min(values.baseline().n(), values.candidate().n()) < runsMin;
    if (values.blocks().isEmpty() || (measure.scale() != Scale.RATE && few)) {
      return Double.NEGATIVE_INFINITY;
    }
    double noEffect = measure.scale() == Scale.MEAN ? 1 : 0;
    return switch (measure.worse()) {
      case HIGHER_IS_WORSE -> comparison.logAbove(noEffect);
      case LOWER_IS_WORSE -> comparison.logBelow(noEffect);
      case EITHER_WAY -> mean(comparison.logAbove(noEffect), comparison.logBelow(noEffect));
    };
  }

  /** Of the mean of two e-values, which is one whatever their dependence. */
  private static double mean(double one, double other) {
    double greatest = Math.max(one, other);
    return greatest == Double.NEGATIVE_INFINITY
        ? greatest
        : greatest + Math.log((Math.exp(one - greatest) + Math.exp(other - greatest)) / 2);
  }
}
