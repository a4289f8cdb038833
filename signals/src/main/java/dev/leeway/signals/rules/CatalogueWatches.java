package dev.leeway.signals.rules;

import dev.leeway.signals.catalogue.Detection;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.Unit;
import dev.leeway.signals.drift.Watch;
import dev.leeway.signals.drift.Watches;
import dev.leeway.signals.window.Dimensions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Watches every signal that the catalogue says is judged by its rate or its distribution, so that
 * none is said to be judged and is not. What {@link Watches#defaults} words with more care keeps
 * its words.
 */
final class CatalogueWatches {
  private CatalogueWatches() {}

  static Watches of(SignalCatalogue catalogue) {
    Map<String, Watch> bySignal = new TreeMap<>();
    for (Signal signal : catalogue.signals()) {
      watchOf(signal).ifPresent(watch -> bySignal.put(signal.name(), watch));
    }
    bySignal.putAll(Watches.defaults().bySignal());
    return new Watches(bySignal);
  }

  private static Optional<Watch> watchOf(Signal signal) {
    String label = lowerFirst(signal.displayName());
    if (signal.isJudgedBy(Detection.RATE)) {
      return Optional.of(new Watch.Rate(label, signal.goodCategories()));
    }
    return signal.isJudgedBy(Detection.DISTRIBUTION)
        ? Optional.of(
            new Watch.Distribution(label, unitOf(signal), countedOf(signal), partedBy(signal)))
        : Optional.empty();
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** Of other units the label says what is counted: {@code input bytes}. */
  private static String unitOf(Signal signal) {
    if (signal.unit() == Unit.MILLISECONDS) {
      return "ms";
    }
    return signal.unit() == Unit.US_DOLLARS ? "$" : "";
  }

  private static String partedBy(Signal signal) {
    return signal.kept().perWork() ? Dimensions.WORK : Dimensions.OPERATION;
  }

  private static String countedOf(Signal signal) {
    if (signal.scope() == Signal.Scope.RUN) {
      return "runs";
    }
    return signal.scope() == Signal.Scope.SPAN ? "spans" : "samples";
  }
}
