package dev.leeway.signals.drift.canary;

import dev.leeway.signals.drift.sequential.EBh;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a candidate from all watched signals.
 *
 * <p>What is promised, however often one asks, while all windows of the comparison are read from
 * the same start on:
 *
 * <ul>
 *   <li>If no watched signal is worse, a rollback is ever proven with a chance of at most alpha:
 *       worsenings are believed by e-BH over all watched signals (Wang, Ramdas 2022), whatever
 *       their dependence. Of the signals named as worse, at most a share alpha is expected to be
 *       wrong.
 *   <li>If a watched signal is worse by its margin or more, a promotion is ever given with a chance
 *       of at most alpha: a promotion must exclude that for each signal, so none of them has to
 *       share its alpha (an intersection-union test; Berger 1982).
 * </ul>
 *
 * <p>Where routes are told apart, "not worse" means on no route, and the margin is that of all
 * routes together; a worsening that is proven on one of them forbids a promotion. Signals that are
 * not told apart prove no harm while the versions saw different routes.
 *
 * <p>That is exact for rates of independent runs, and holds in the limit of many runs for numbers.
 */
public final class Canary {
  private final CanarySettings settings;

  public Canary(CanarySettings settings) {
    this.settings = settings;
  }

  /**
   * Judges.
   *
   * @param compared the watched measures; those of which neither version says anything are left out
   * @param routes how the runs of both versions spread over routes
   */
  public CanaryVerdict verdict(List<Compared> compared, RouteMix routes) {
    List<Compared> said = compared.stream().filter(one -> !isSilent(one.values())).toList();
    List<Compared> blurred =
        routes.differ() ? said.stream().filter(one -> !one.byRoute()).toList() : List.of();
    List<SignalJudge> judges =
        said.stream().map(one -> new SignalJudge(one, settings, blurred.contains(one))).toList();
    double logLimit = logLimit(judges);
    List<SignalVerdict> signals =
        judges.stream()
            .map(judge -> judge.verdict(logLimit))
            .sorted(
                Comparator.comparing(SignalVerdict::state)
                    .thenComparing(SignalVerdict::logE, Comparator.reverseOrder()))
            .toList();
    Extent extent = Extent.of(said);
    List<String> warnings = new ArrayList<>(routes.warnings());
    extent.leftOut().ifPresent(warnings::add);
    if (!blurred.isEmpty()) {
      warnings.add(Wording.blurred(blurred));
    }
    Outcome outcome = decide(signals, extent, blurred.isEmpty() || routes.comparable(), routes);
    return new CanaryVerdict(
        outcome.decision(),
        outcome.reasons(),
        warnings,
        signals,
        extent.millis(),
        extent.baselineRuns(),
        extent.candidateRuns(),
        needed(signals));
  }

  private record Outcome(Decision decision, List<String> reasons) {}

  private Outcome decide(
      List<SignalVerdict> signals, Extent extent, boolean comparable, RouteMix routes) {
    List<String> worse = words(signals, SignalState.WORSE);
    if (!worse.isEmpty()) {
      return new Outcome(Decision.ROLLBACK, worse);
    }
    if (extent.millis() == 0) {
      return new Outcome(Decision.INCONCLUSIVE, List.of(extent.apart()));
    }
    List<String> missing = words(signals, SignalState.NOT_ENOUGH_DATA);
    List<String> open = words(signals, SignalState.OPEN);
    if (missing.isEmpty() && open.isEmpty()) {
      return comparable
          ? new Outcome(Decision.PROMOTE, excluded(signals))
          : new Outcome(
              Decision.INCONCLUSIVE,
              List.of("no harm is seen, but " + routes.difference() + ": it may be the routes"));
    }
    if (extent.fewestRuns() < settings.runsMin()) {
      return new Outcome(
          Decision.INCONCLUSIVE,
          List.of(
              "not enough data (%s of %s runs beside each other)"
                  .formatted(
                      Wording.count(extent.fewestRuns()), Wording.count(settings.runsMin()))));
    }
    List<String> unsettled = new ArrayList<>(open);
    unsettled.addAll(missing);
    if (isSpent(extent)) {
      unsettled.addFirst(
          "the budget is spent: %s minutes, %s runs of the candidate"
              .formatted(
                  Wording.count(extent.millis() / 60_000), Wording.count(extent.candidateRuns())));
      return new Outcome(Decision.INCONCLUSIVE, unsettled);
    }
    return new Outcome(Decision.HOLD, unsettled);
  }

  private static List<String> excluded(List<SignalVerdict> signals) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "a worsening beyond what is tolerated is excluded for all %d signals"
            .formatted(signals.size()));
    reasons.addAll(words(signals, SignalState.WITHIN_MARGIN));
    return reasons;
  }

  private boolean isSpent(Extent extent) {
    return extent.millis() >= settings.budget().toMillis()
        || (settings.runsMax() > 0 && extent.candidateRuns() >= settings.runsMax());
  }

  private double logLimit(List<SignalJudge> judges) {
    double[] logs = judges.stream().mapToDouble(SignalJudge::logHarm).toArray();
    return EBh.logLimit(logs, Math.max(1, logs.length), settings.alpha());
  }

  private static boolean isSilent(SideBySide values) {
    return values.blocks().isEmpty() && values.baselineAlone() + values.candidateAlone() == 0;
  }

  private static List<String> words(List<SignalVerdict> signals, SignalState state) {
    return signals.stream()
        .filter(signal -> signal.state() == state)
        .map(SignalVerdict::words)
        .toList();
  }

  /** Where a signal cannot tell what it needs, nobody can tell what all of them need. */
  private static @Nullable Long needed(List<SignalVerdict> signals) {
    long needed = 0;
    for (SignalVerdict signal : signals) {
      Long ofSignal = signal.neededToPromote();
      boolean settled = signal.state() == SignalState.WITHIN_MARGIN;
      if (ofSignal == null && !settled) {
        return null;
      }
      needed = settled || ofSignal == null ? needed : Math.max(needed, ofSignal);
    }
    return needed == 0 ? null : needed;
  }
}
