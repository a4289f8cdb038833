package dev.leeway.signals.drift.canary;

import dev.leeway.signals.catalogue.Direction;
import org.jspecify.annotations.Nullable;

/** Judges one signal, once it is known which evidence all signals together ask of it. */
final class SignalJudge {
  private final Measure measure;
  private final SideBySide values;
  private final Comparison comparison;
  private final CanarySettings settings;
  private final Arm baseline;
  private final Arm candidate;
  private final double noEffect;

  SignalJudge(Compared compared, CanarySettings settings) {
    this.measure = compared.measure();
    this.values = compared.values();
    this.comparison = compared.comparison();
    this.settings = settings;
    baseline = values.baseline();
    candidate = values.candidate();
    noEffect = measure.scale() == Scale.MEAN ? 1 : 0;
  }

  /**
   * The log e-value against "not worse", as far as it may be believed: that of means only with
   * enough of them.
   */
  double logHarm() {
    if (values.blocks().isEmpty() || (measure.scale() != Scale.RATE && !enough())) {
      return Double.NEGATIVE_INFINITY;
    }
    return switch (measure.worse()) {
      case HIGHER_IS_WORSE -> comparison.logAbove(noEffect);
      case LOWER_IS_WORSE -> comparison.logBelow(noEffect);
      case EITHER_WAY -> {
        double above = comparison.logAbove(noEffect);
        double below = comparison.logBelow(noEffect);
        double greater = Math.max(above, below);
        yield greater == Double.NEGATIVE_INFINITY
            ? greater
            : greater + Math.log((Math.exp(above - greater) + Math.exp(below - greater)) / 2);
      }
    };
  }

  /**
   * The verdict on this signal.
   *
   * @param logLimit what {@link #logHarm} must reach, given those of all other signals
   */
  SignalVerdict verdict(double logLimit) {
    double logLimitWithin = -Math.log(settings.alpha());
    double logHarm = logHarm();
    double logWithin = enough() ? logWithin() : Double.NEGATIVE_INFINITY;
    SignalState state = state(logHarm >= logLimit, logWithin >= logLimitWithin);
    boolean any = !values.blocks().isEmpty();
    double low =
        any ? limit(comparison.lowerLimit(lowerLogLimit(logLimit, logLimitWithin))) : least();
    double high =
        any
            ? limit(comparison.upperLimit(upperLogLimit(logLimit, logLimitWithin)))
            : limit(comparison.greatest());
    double effect = limit(comparison.effect());
    Long toPromote = any ? neededToPromote(logLimitWithin) : null;
    Long toRollBack =
        any && worseAsSeen() ? SampleNeeded.toProve(comparison, values, logLimit) : null;
    SignalVerdict verdict =
        new SignalVerdict(
            measure,
            state,
            level(baseline),
            level(candidate),
            effect,
            low,
            high,
            settings.marginOf(measure),
            baseline.n(),
            candidate.n(),
            logHarm,
            logLimit,
            logWithin,
            logLimitWithin,
            toPromote,
            toRollBack,
            "");
    return verdict.with(Wording.of(verdict, settings.runsMin(), values));
  }

  private SignalState state(boolean harmed, boolean within) {
    if (within || zeroThroughout()) {
      return SignalState.WITHIN_MARGIN;
    }
    if (harmed) {
      return SignalState.WORSE;
    }
    return enough() && known() ? SignalState.OPEN : SignalState.NOT_ENOUGH_DATA;
  }

  private boolean enough() {
    return baseline.n() >= settings.runsMin() && candidate.n() >= settings.runsMin();
  }

  private boolean known() {
    return !(comparison instanceof MeanSequence means) || means.known();
  }

  /** Enough numbers, all of them zero on both sides: there is no ratio, and nothing to fear. */
  private boolean zeroThroughout() {
    return measure.scale() == Scale.MEAN && enough() && baseline.sum() == 0 && candidate.sum() == 0;
  }

  private double logWithin() {
    return switch (measure.worse()) {
      case HIGHER_IS_WORSE -> comparison.logBelow(marginUp());
      case LOWER_IS_WORSE -> comparison.logAbove(marginDown());
      case EITHER_WAY ->
          Math.min(comparison.logBelow(marginUp()), comparison.logAbove(marginDown()));
    };
  }

  private @Nullable Long neededToPromote(double logLimit) {
    double margin = measure.worse() == Direction.LOWER_IS_WORSE ? marginDown() : marginUp();
    return SampleNeeded.toExclude(comparison, values, margin, logLimit);
  }

  private boolean worseAsSeen() {
    double off = comparison.effect() - noEffect;
    return switch (measure.worse()) {
      case HIGHER_IS_WORSE -> off > 0;
      case LOWER_IS_WORSE -> off < 0;
      case EITHER_WAY -> off != 0;
    };
  }

  private double marginUp() {
    double margin = settings.marginOf(measure);
    return switch (measure.scale()) {
      case RATE, SHARE -> margin;
      case LOG -> Math.log1p(margin);
      case MEAN -> 1 + margin;
    };
  }

  private double marginDown() {
    double margin = settings.marginOf(measure);
    return switch (measure.scale()) {
      case RATE, SHARE -> -margin;
      case LOG -> -Math.log1p(margin);
      case MEAN -> 1 / (1 + margin);
    };
  }

  /** A worsening is proven together with all signals, a margin excluded for each by itself. */
  private double lowerLogLimit(double harm, double within) {
    return switch (measure.worse()) {
      case HIGHER_IS_WORSE -> harm;
      case LOWER_IS_WORSE -> within;
      case EITHER_WAY -> harm + Math.log(2);
    };
  }

  private double upperLogLimit(double harm, double within) {
    return switch (measure.worse()) {
      case HIGHER_IS_WORSE -> within;
      case LOWER_IS_WORSE -> harm;
      case EITHER_WAY -> harm + Math.log(2);
    };
  }

  private double least() {
    return limit(comparison.least());
  }

  /** From the comparison's own scale to the one that is told. */
  private double limit(double effect) {
    return switch (measure.scale()) {
      case LOG -> Math.exp(effect);
      case SHARE -> Math.clamp(effect, -1, 1);
      case RATE, MEAN -> effect;
    };
  }

  private double level(Arm arm) {
    return measure.scale() == Scale.LOG
        ? Math.max(0, Math.exp(arm.mean()) - measure.offset())
        : arm.mean();
  }
}
