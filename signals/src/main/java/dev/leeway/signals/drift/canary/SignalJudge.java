package dev.leeway.signals.drift.canary;

import dev.leeway.signals.catalogue.Direction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges one signal, once it is known which evidence all signals together ask of it.
 *
 * <p>Where routes are told apart, harm on any of them is harm: the evidence is the mean of the
 * e-values over all routes and on each of them, which is an e-value against "worse nowhere".
 */
final class SignalJudge {
  private final Measure measure;
  private final SideBySide values;
  private final Comparison comparison;
  private final CanarySettings settings;
  private final Arm baseline;
  private final Arm candidate;
  private final double noEffect;
  private final List<RouteEvidence> routes;
  private final boolean mayBeTheRoutes;

  /**
   * A judge.
   *
   * @param mayBeTheRoutes whether harm may be that of routes which are not told apart: then none is
   *     believed
   */
  SignalJudge(Compared compared, CanarySettings settings, boolean mayBeTheRoutes) {
    this.mayBeTheRoutes = mayBeTheRoutes;
    this.routes = RouteEvidence.of(compared, settings);
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
    if (mayBeTheRoutes) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] logs = new double[routes.size() + 1];
    for (int i = 0; i < routes.size(); i++) {
      logs[i] = routes.get(i).logHarm();
    }
    logs[routes.size()] = LogE.ofHarm(measure, comparison, values, settings.runsMin());
    return LogE.mean(logs);
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
    // What one of several e-values must reach for their mean to reach the limit.
    double logLimitOfOne = logLimit + Math.log(routes.size() + 1);
    Optional<RouteEvidence> worst = mayBeTheRoutes ? Optional.empty() : worst(logLimitOfOne);
    SignalState state = state(logHarm >= logLimit, logWithin >= logLimitWithin && worst.isEmpty());
    boolean any = !values.blocks().isEmpty();
    double low =
        any ? limit(comparison.lowerLimit(lowerLogLimit(logLimitOfOne, logLimitWithin))) : least();
    double high =
        any
            ? limit(comparison.upperLimit(upperLogLimit(logLimitOfOne, logLimitWithin)))
            : limit(comparison.greatest());
    double effect = limit(comparison.effect());
    Long toPromote = any ? neededToPromote(logLimitWithin) : null;
    Long toRollBack =
        any && worseAsSeen() ? SampleNeeded.toProve(comparison, values, logLimit) : null;
    SignalVerdict verdict =
        new SignalVerdict(
            measure,
            state,
            level(values, Block::baseline),
            level(values, Block::candidate),
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
    return verdict.with(worst.map(route -> words + "; " + wordsOf(route)).orElse(words));
  }

  /** The route with most evidence of harm that is proven, and not shown to be within its margin. */
  private Optional<RouteEvidence> worst(double logLimitOfOne) {
    return routes.stream()
        .filter(route -> route.logHarm() >= logLimitOfOne)
        .filter(route -> !(logWithin(route.comparison()) >= -Math.log(settings.alpha())))
        .max(Comparator.comparingDouble(RouteEvidence::logHarm));
  }

  private String wordsOf(RouteEvidence route) {
    return Wording.onRoute(
        measure,
        route,
        level(route.values(), Block::baseline),
        level(route.values(), Block::candidate),
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

  /** Of several routes, weighted as the effect is: else the levels would show the mix. */
  private double level(SideBySide of, Function<Block, Arm> arm) {
    double mean;
    if (routes.isEmpty()) {
      mean = of.blocks().stream().map(arm).reduce(Arm.EMPTY, Arm::plus).mean();
    } else {
      double weights = of.blocks().stream().mapToDouble(Block::weight).sum();
      mean =
          of.blocks().stream().mapToDouble(b -> b.weight() * arm.apply(b).mean()).sum() / weights;
    }
    return measure.scale() == Scale.LOG ? Math.max(0, Math.exp(mean) - measure.offset()) : mean;
  }
}
