package dev.leeway.signals.drift.canary;

import dev.leeway.signals.catalogue.Direction;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges one signal, once it is known which evidence all signals together ask of it.
 *
 * <p>Where routes are told apart, harm on any of them is harm: {@link HarmMixture} weighs the
 * evidence over all routes and that on each of them.
 */
final class SignalJudge {
  private final Measure measure;
  private final SideBySide values;
  private final Comparison comparison;
  private final CanarySettings settings;
  private final Arm baseline;
  private final Arm candidate;
  private final double noEffect;
  private final HarmMixture harm;
  private final boolean mayBeTheRoutes;

  /**
   * A judge.
   *
   * @param mayBeTheRoutes whether harm may be that of routes which are not told apart: then none is
   *     believed
   */
  SignalJudge(Compared compared, CanarySettings settings, boolean mayBeTheRoutes) {
    this.mayBeTheRoutes = mayBeTheRoutes;
    this.measure = compared.measure();
    this.values = compared.values();
    this.comparison = compared.comparison();
    this.harm = HarmMixture.of(compared, comparison, settings);
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
    return mayBeTheRoutes ? Double.NEGATIVE_INFINITY : harm.logE();
  }

  /**
   * The verdict on this signal.
   *
   * @param logLimit what {@link #logHarm} must reach, given those of all other signals
   */
  SignalVerdict verdict(double logLimit) {
    double logLimitWithin = -Math.log(settings.alpha());
    double logHarm = logHarm();
    double logWithin = enough() ? logWithin(comparison) : Double.NEGATIVE_INFINITY;
    double logLimitOfAll = harm.logLimitOfAll(logLimit);
    Optional<RouteEvidence> worst = mayBeTheRoutes ? Optional.empty() : worst(logLimit);
    SignalState state = state(logHarm >= logLimit, logWithin >= logLimitWithin && worst.isEmpty());
    boolean any = !values.blocks().isEmpty();
    double low =
        any ? limit(comparison.lowerLimit(lowerLogLimit(logLimitOfAll, logLimitWithin))) : least();
    double high =
        any
            ? limit(comparison.upperLimit(upperLogLimit(logLimitOfAll, logLimitWithin)))
            : limit(comparison.greatest());
    double effect = limit(comparison.effect());
    Long toPromote = any ? neededToPromote(logLimitWithin) : null;
    double baselineLevel = level(Block::baseline);
    double candidateLevel = level(Block::candidate);
    Long toRollBack =
        any && worseAsSeen()
            ? SampleNeeded.toProve(comparison, values, baselineLevel, candidateLevel, logLimitOfAll)
            : null;
    SignalVerdict verdict =
        new SignalVerdict(
            measure,
            state,
            told(baselineLevel),
            told(candidateLevel),
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
    String words = Wording.of(verdict, settings.runsMin(), values);
    return verdict.with(
        worst
            .filter(route -> harm.routes().size() > 1)
            .map(route -> words + "; " + wordsOf(route))
            .orElse(words));
  }

  /** The route with most evidence of harm that is proven, and not shown to be within its margin. */
  private Optional<RouteEvidence> worst(double logLimit) {
    return harm.routes().stream()
        .filter(route -> route.logHarm() >= route.logLimit(logLimit))
        .filter(route -> !(logWithin(route.comparison()) >= -Math.log(settings.alpha())))
        .max(Comparator.comparingDouble(RouteEvidence::logHarm));
  }

  private String wordsOf(RouteEvidence route) {
    return Wording.onRoute(
        measure,
        route,
        told(level(route.values(), Block::baseline)),
        told(level(route.values(), Block::candidate)),
        limit(route.comparison().effect()));
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

  private double logWithin(Comparison comparison) {
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

  private double level(Function<Block, Arm> arm) {
    return level(values, arm);
  }

  /**
   * On the comparison's own scale; of routes, weighted as the effect is: else the levels would show
   * the mix.
   */
  private double level(SideBySide of, Function<Block, Arm> arm) {
    if (harm.routes().isEmpty()) {
      return of.blocks().stream().map(arm).reduce(Arm.EMPTY, Arm::plus).mean();
    }
    double weights = of.blocks().stream().mapToDouble(Block::weight).sum();
    return of.blocks().stream().mapToDouble(b -> b.weight() * arm.apply(b).mean()).sum() / weights;
  }

  /** A level in the signal's unit. */
  private double told(double level) {
    return measure.scale() == Scale.LOG ? Math.max(0, Math.exp(level) - measure.offset()) : level;
  }
}
