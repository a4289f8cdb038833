package dev.leeway.signals.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One signal of one slice in one minute, while it is added to. Not thread-safe.
 *
 * <p>Knows about how many bytes it holds, by the sizes of objects on a 64-bit JVM with compressed
 * references.
 */
final class OpenWindow {
  /** Itself, its empty collections and its entry in the map of signals. */
  static final int EMPTY_BYTES = 184;

  private static final int MAP_BYTES = 96;
  private static final int COUNT_BYTES = 56;
  private static final int REFERENCE_BYTES = 32;

  /** Most windows have neither, and a map of its own costs a hundred bytes. */
  private static final Map<String, Long> NO_COUNTS = Map.of();

  private static final Map<String, String> NO_TRACES = Map.of();

  private final SparseCounts buckets = new SparseCounts();
  private Map<String, Long> categories = NO_COUNTS;
  private final List<String> exemplars = new ArrayList<>(MergedWindow.EXEMPLARS_MAX + 1);
  private Map<String, String> exemplarOf = NO_TRACES;
  private long count;
  private double sum;

  /** Beside the categories, since most windows of further dimensions have nothing else. */
  private long undistributed;

  /** Adds a value that buckets tell apart. */
  void value(double value, long weight) {
    buckets.add(Buckets.indexOf(value), weight);
  }

  /** Adds to count and sum. */
  void sum(double value, long weight) {
    count += weight;
    sum += weight * value;
  }

  /** Of a value it keeps count and sum alone. */
  void undistributed(long weight) {
    undistributed += weight;
  }

  /** Counts in a category that is a mark and stands for no trace. */
  void mark(String mark, long weight) {
    count(mark, weight);
  }

  int bytes() {
    return EMPTY_BYTES
        + buckets.bytes()
        + (categories.isEmpty() ? 0 : MAP_BYTES + COUNT_BYTES * categories.size())
        + (exemplarOf.isEmpty() ? 0 : MAP_BYTES + REFERENCE_BYTES * exemplarOf.size());
  }

  void exemplar(Observation observation) {
    if (observation.weight() < 0 || observation.traceId().isEmpty()) {
      return;
    }
    int at = Collections.binarySearch(exemplars, observation.traceId());
    if (at < 0) {
      exemplars.add(-at - 1, observation.traceId());
    }
    if (exemplars.size() > MergedWindow.EXEMPLARS_MAX) {
      exemplars.removeLast();
    }
  }

  /** Counts an observation in its category. */
  void category(String category, long weight, Observation observation) {
    count += weight;
    boolean room =
        categories.size() < WindowFold.CATEGORIES_MAX || categories.containsKey(category);
    String counted = room ? category : Dimensions.OTHER;
    count(counted, observation.weight());
    exemplarOf(counted, observation);
  }

  /** Remembers who gave a number of about this size. */
  void exemplarOf(double value, Observation observation) {
    String band = Exemplar.bandOf(value);
    if (exemplarOf.size() < WindowFold.CATEGORIES_MAX || exemplarOf.containsKey(band)) {
      exemplarOf(band, observation);
    }
  }

  private void exemplarOf(String counted, Observation observation) {
    if (observation.weight() > 0 && !observation.traceId().isEmpty()) {
      if (exemplarOf.isEmpty()) {
        exemplarOf = new HashMap<>(4);
      }
      exemplarOf.merge(
          counted,
          Exemplar.of(observation),
          (known, other) -> known.compareTo(other) <= 0 ? known : other);
    }
  }

  private void count(String category, long weight) {
    if (categories.isEmpty()) {
      categories = new HashMap<>(4);
    }
    categories.merge(category, weight, Long::sum);
  }

  /** Whether nothing was said but what was taken back. */
  boolean isEmpty() {
    if (!categories.isEmpty()) {
      categories.values().removeIf(n -> n == 0);
    }
    return count == 0
        && undistributed == 0
        && sum == 0
        && exemplars.isEmpty()
        && categories.isEmpty()
        && buckets.toMap().isEmpty();
  }

  WindowPartial partial(Slice slice, String signal, long minute) {
    if (undistributed != 0) {
      count(Marks.UNDISTRIBUTED, undistributed);
      undistributed = 0;
    }
    return new WindowPartial(
        slice,
        signal,
        minute,
        WindowFold.WINDOW_SECONDS,
        count,
        sum,
        buckets.toMap(),
        categories,
        List.copyOf(exemplars),
        exemplarOf);
  }
}
