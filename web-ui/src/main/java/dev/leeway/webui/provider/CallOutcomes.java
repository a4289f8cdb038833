package dev.leeway.webui.provider;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.storage.query.SignalValues;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the outcomes of calls to a provider say: which of them are its failures. */
public final class CallOutcomes {
  static final String SIGNAL = "provider.errors";
  static final String RATE_LIMITED = "RATE_LIMITED";

  private static final Set<String> GOOD =
      SignalCatalogue.standard().find(SIGNAL).map(Signal::goodCategories).orElse(Set.of());

  private CallOutcomes() {}

  /** NaN where nothing was called. */
  static double failedShare(SignalValues outcomes) {
    long all = sum(outcomes.categories());
    return all == 0 ? Double.NaN : (double) sum(failures(outcomes)) / all;
  }

  static double limitedShare(SignalValues outcomes) {
    return outcomes.share(RATE_LIMITED);
  }

  /** Failed calls by kind, the most frequent first. */
  static Map<String, Long> failures(SignalValues outcomes) {
    Map<String, Long> failures = new LinkedHashMap<>();
    outcomes.categories().entrySet().stream()
        .filter(entry -> !GOOD.contains(entry.getKey()))
        .sorted(
            Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .forEach(entry -> failures.put(entry.getKey(), entry.getValue()));
    return failures;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
