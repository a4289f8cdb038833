package dev.leeway.signals.condition.limit;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says which limit is the nearest, where runs say it. */
public final class NearestLimit {
  public static final String SIGNAL = "rate_limit.nearest";

  /** What fewer of the runs say is not worth a word. */
  private static final double SHARE_MIN = 0.1;

  private NearestLimit() {}

  /**
   * Such as {@code tokens}, or {@code tokens or requests}, what most runs say first; empty where
   * none says it.
   *
   * @param runs how many said each category of the signal
   */
  public static String words(Map<String, Long> runs) {
    long all = runs.values().stream().mapToLong(Long::longValue).sum();
    return runs.entrySet().stream()
        .filter(said -> said.getValue() > 0 && said.getValue() >= SHARE_MIN * all)
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .map(said -> said.getKey().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }
}
