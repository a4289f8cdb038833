package dev.leeway.signals.window;

import java.util.List;
import java.util.Map;

/**
 * A part of one window of one signal of one slice. Partials of the same key add up, in any order;
 * all numbers are signed, since a correction takes back what was counted.
 *
 * @param windowStartMillis start of the window, a multiple of its length
 * @param windowSeconds 60 or 3600
 * @param buckets count per {@link Buckets} index, of numeric signals; what {@code count} has more
 *     is zeros, less what {@link Marks#UNDISTRIBUTED} counts
 * @param categories count per category, of categorical signals; of numeric ones the counts of the
 *     {@link Marks}
 * @param exemplars the least 3 trace ids that were added; hints, never taken back
 * @param exemplarOf the least {@link Exemplar} that was added of each category, or of each band of
 *     the numbers of an answer's field; it goes with the stream and is not stored
 */
public record WindowPartial(
    Slice slice,
    String signal,
    long windowStartMillis,
    int windowSeconds,
    long count,
    double sum,
    Map<Integer, Long> buckets,
    Map<String, Long> categories,
    List<String> exemplars,
    Map<String, String> exemplarOf) {

  public WindowPartial {
    buckets = Map.copyOf(buckets);
    categories = Map.copyOf(categories);
    exemplars = List.copyOf(exemplars);
    exemplarOf = Map.copyOf(exemplarOf);
  }

  /** A partial of which nobody knows who gave which category. */
  public WindowPartial(
      Slice slice,
      String signal,
      long windowStartMillis,
      int windowSeconds,
      long count,
      double sum,
      Map<Integer, Long> buckets,
      Map<String, Long> categories,
      List<String> exemplars) {
    this(
        slice,
        signal,
        windowStartMillis,
        windowSeconds,
        count,
        sum,
        buckets,
        categories,
        exemplars,
        Map.of());
  }

  /** How many values the buckets tell of, zeros among them. */
  public long bucketed() {
    return count - categories.getOrDefault(Marks.UNDISTRIBUTED, 0L);
  }
}
