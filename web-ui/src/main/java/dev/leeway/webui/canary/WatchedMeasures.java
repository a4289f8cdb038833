package dev.leeway.webui.canary;

import dev.leeway.signals.catalogue.Detection;
import dev.leeway.signals.catalogue.Direction;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.Unit;
import dev.leeway.signals.drift.canary.Measure;
import dev.leeway.signals.run.RunOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Which measures of the catalogue a comparison of versions watches. By default all that a detector
 * judges and of which it is known which way is worse, and two outcomes that a fall of another could
 * hide: refusals and broken contracts. Counts of errors are watched when asked for only: most runs
 * have none, and a rollout has too few runs to bound the ratio of such means.
 */
final class WatchedMeasures {
  /** More would make each of them harder to prove than anyone wants. */
  static final int MEASURES_MAX = 50;

  private static final String OUTCOME = "run.outcome";

  /** Compares with answers of whichever version came before, and says nothing of either alone. */
  private static final String ACROSS_VERSIONS = "answer.";

  private WatchedMeasures() {}

  static List<Measure> usual(SignalCatalogue catalogue) {
    List<Measure> watched = new ArrayList<>();
    for (Signal signal : catalogue.signals()) {
      boolean judged =
          signal.isJudgedBy(Detection.RATE)
              || (signal.isJudgedBy(Detection.DISTRIBUTION) && signal.unit() != Unit.ERRORS);
      boolean own = !signal.name().startsWith(ACROSS_VERSIONS);
      if (judged && own && (signal.categorical() || signal.direction() != Direction.EITHER_WAY)) {
        watched.add(Measure.of(signal));
      }
    }
    catalogue
        .find(OUTCOME)
        .ifPresent(outcome -> {
          watched.add(Measure.of(outcome, RunOutcome.REFUSED.name()));
          watched.add(Measure.of(outcome, RunOutcome.CONTRACT_BROKEN.name()));
        });
    return watched;
  }

  /**
   * Measures by name: a signal of the catalogue, or {@code run.outcome=REFUSED} for one category.
   */
  static List<Measure> named(List<String> names, SignalCatalogue catalogue) {
    if (names.size() > MEASURES_MAX) {
      throw new IllegalArgumentException(
          "signals: expected at most %d, came %d".formatted(MEASURES_MAX, names.size()));
    }
    return names.stream().distinct().map(name -> named(name, catalogue)).toList();
  }

  private static Measure named(String name, SignalCatalogue catalogue) {
    int equals = name.indexOf('=');
    String signalName = equals < 0 ? name : name.substring(0, equals);
    Signal signal =
        catalogue
            .find(signalName)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "signals: expected one of "
                        + catalogue.signals().stream().map(Signal::name).sorted().toList()
                        + ", came "
                        + signalName));
    if (equals < 0) {
      return Measure.of(signal);
    }
    String category = name.substring(equals + 1);
    if (!signal.categorical() || category.isEmpty()) {
      throw new IllegalArgumentException(
          "signals: expected a category of a signal that has some, came " + name);
    }
    return Measure.of(signal, category);
  }
}
