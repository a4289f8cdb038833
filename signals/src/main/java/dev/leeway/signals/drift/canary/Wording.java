package dev.leeway.signals.drift.canary;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How one signal's part of a verdict reads. */
final class Wording {
  private static final int LABELS_MAX = 5;

  private Wording() {}

  static String of(SignalVerdict verdict, int runsMin, SideBySide values) {
    return verdict.measure().label() + ": " + words(verdict, runsMin, values);
  }

  /** Which signals say nothing against the candidate, and why. */
  static String blurred(List<Compared> blurred) {
    String labels =
        blurred.stream()
            .limit(LABELS_MAX)
            .map(one -> one.measure().label())
            .collect(Collectors.joining(", "));
    int more = blurred.size() - LABELS_MAX;
    return "not known by route, and so not held against the candidate: %s%s"
        .formatted(labels, more > 0 ? " and %d more".formatted(more) : "");
  }

  /** What is proven of one route by itself. */
  static String onRoute(
      Measure measure, RouteEvidence route, double baseline, double candidate, double effect) {
    String change =
        measure.scale().inPoints()
            ? "%s → %s, %s points".formatted(percent(baseline), percent(candidate), points(effect))
            : "×" + ratio(effect);
    return "on %s %s; n = %s, m = %s"
        .formatted(
            route.route(),
            change,
            count(route.values().baseline().n()),
            count(route.values().candidate().n()));
  }

  private static String words(SignalVerdict verdict, int runsMin, SideBySide values) {
    return switch (verdict.state()) {
      case NOT_ENOUGH_DATA -> missing(verdict, runsMin, values);
      case WORSE -> "worse, " + change(verdict) + sizes(verdict);
      case WITHIN_MARGIN -> within(verdict) + sizes(verdict);
      case OPEN ->
          "open, %s, where %s is tolerated%s%s"
              .formatted(change(verdict), tolerated(verdict), sizes(verdict), needed(verdict));
    };
  }

  private static String missing(SignalVerdict verdict, int runsMin, SideBySide values) {
    if (values.blocks().isEmpty()) {
      if (values.candidateAlone() == 0) {
        return "the candidate says nothing of it";
      }
      return values.baselineAlone() == 0
          ? "the baseline says nothing of it"
          : "the versions never said it within 15 minutes of each other";
    }
    long fewest = Math.min(verdict.n(), verdict.m());
    return fewest < runsMin
        ? "not enough data (%s of %s)".formatted(count(fewest), count(runsMin))
        : "not enough data (its spread needs %d stretches of time with both versions, has %d)"
            .formatted(MeanSequence.BLOCKS_MIN, values.blocks().size());
  }

  private static String within(SignalVerdict verdict) {
    if (Double.isNaN(verdict.effect())) {
      return "zero throughout";
    }
    return "within the margin, %s, where %s is tolerated"
        .formatted(change(verdict), tolerated(verdict));
  }

  private static String change(SignalVerdict verdict) {
    if (verdict.measure().scale().inPoints()) {
      return "%s → %s, %s points (%s to %s)"
          .formatted(
              percent(verdict.baseline()),
              percent(verdict.candidate()),
              points(verdict.effect()),
              points(verdict.low()),
              points(verdict.high()));
    }
    return "×%s (%s to %s)"
        .formatted(ratio(verdict.effect()), ratio(verdict.low()), ratio(verdict.high()));
  }

  private static String tolerated(SignalVerdict verdict) {
    return switch (verdict.measure().worse()) {
      case HIGHER_IS_WORSE -> more(verdict);
      case LOWER_IS_WORSE -> less(verdict);
      case EITHER_WAY -> less(verdict) + " to " + more(verdict);
    };
  }

  private static String more(SignalVerdict verdict) {
    return verdict.measure().scale().inPoints()
        ? points(verdict.margin()) + " points"
        : "×" + ratio(1 + verdict.margin());
  }

  private static String less(SignalVerdict verdict) {
    return verdict.measure().scale().inPoints()
        ? points(-verdict.margin()) + " points"
        : "×" + ratio(1 / (1 + verdict.margin()));
  }

  private static String sizes(SignalVerdict verdict) {
    return "; n = %s, m = %s".formatted(count(verdict.n()), count(verdict.m()));
  }

  private static String needed(SignalVerdict verdict) {
    Long needed = verdict.neededToPromote();
    return needed == null || needed <= verdict.m()
        ? ""
        : "; about %s of the candidate are needed to tell".formatted(count(needed));
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  private static String points(double difference) {
    return String.format(Locale.ROOT, "%+.1f", 100 * difference);
  }

  private static String ratio(double ratio) {
    if (ratio >= 1_000) {
      return "∞";
    }
    return String.format(Locale.ROOT, ratio >= 10 ? "%.0f" : "%.2f", ratio);
  }
}
