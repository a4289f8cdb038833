package dev.leeway.signals.window;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What all partials of one signal of one slice say together about one stretch of time: a minute, or
 * the minutes of a pane.
 *
 * @param fromMillis start of the first window
 * @param toMillis end of the last window, not included
 * @param count valid values, zeros among them, or answers of a categorical signal
 * @param distribution of numeric signals, where the slice keeps one
 * @param categories count per category, of categorical signals
 * @param undistributed how many of {@code count} are in no distribution
 * @param invalid values that were NaN, infinite or negative
 * @param clamped values outside of what buckets tell apart
 * @param exemplars up to 3 trace ids
 * @param exemplarOf an {@link Exemplar} of each category, or band of numbers of answers' fields,
 *     where partials said so
 */
public record MergedWindow(
    Slice slice,
    String signal,
    long fromMillis,
    long toMillis,
    long count,
    double sum,
    Distribution distribution,
    SortedMap<String, Long> categories,
    long undistributed,
    long invalid,
    long clamped,
    List<String> exemplars,
    Map<String, String> exemplarOf) {

  public static final int EXEMPLARS_MAX = 3;

  public MergedWindow {
    if (fromMillis >= toMillis) {
      throw new IllegalArgumentException(
          "window must end after it starts: " + fromMillis + " to " + toMillis);
    }
    categories = Collections.unmodifiableSortedMap(new TreeMap<>(categories));
    exemplars = List.copyOf(exemplars);
    exemplarOf = Map.copyOf(exemplarOf);
  }

  /** A window of which nobody knows who gave which category. */
  public MergedWindow(
      Slice slice,
      String signal,
      long fromMillis,
      long toMillis,
      long count,
      double sum,
      Distribution distribution,
      SortedMap<String, Long> categories,
      long undistributed,
      long invalid,
      long clamped,
      List<String> exemplars) {
    this(
        slice,
        signal,
        fromMillis,
        toMillis,
        count,
        sum,
        distribution,
        categories,
        undistributed,
        invalid,
        clamped,
        exemplars,
        Map.of());
  }

  /** One partial, read by itself. */
  public static MergedWindow of(WindowPartial partial) {
    SortedMap<String, Long> categories = new TreeMap<>(partial.categories());
    long undistributed = taken(categories, Marks.UNDISTRIBUTED);
    long invalid = taken(categories, Marks.INVALID);
    long clamped = taken(categories, Marks.CLAMPED);
    categories.values().removeIf(count -> count == 0);
    long inBuckets = partial.buckets().values().stream().mapToLong(Long::longValue).sum();
    // A categorical signal has no zeros: its count is that of its categories.
    long zeros = categories.isEmpty() ? partial.count() - undistributed - inBuckets : 0;
    return new MergedWindow(
        partial.slice(),
        partial.signal(),
        partial.windowStartMillis(),
        partial.windowStartMillis() + partial.windowSeconds() * 1000L,
        partial.count(),
        partial.sum(),
        Distribution.of(zeros, partial.buckets()),
        categories,
        undistributed,
        invalid,
        clamped,
        partial.exemplars(),
        partial.exemplarOf());
  }

  /**
   * Partials merged by slice, signal and window, in the order in which their keys first came; what
   * was taken back whole is left out.
   */
  public static List<MergedWindow> ofAll(Collection<WindowPartial> partials) {
    Map<List<Object>, MergedWindow> merged = new LinkedHashMap<>();
    for (WindowPartial partial : partials) {
      merged.merge(
          List.of(
              partial.slice(),
              partial.signal(),
              partial.windowStartMillis(),
              partial.windowSeconds()),
          of(partial),
          MergedWindow::plus);
    }
    return merged.values().stream()
        .filter(window -> !window.isEmpty())
        .map(MergedWindow::settled)
        .toList();
  }

  /** Once all is merged: without exemplars of what was taken back whole. */
  public MergedWindow settled() {
    if (categories.isEmpty() || categories.keySet().containsAll(exemplarOf.keySet())) {
      return this;
    }
    Map<String, String> left = new TreeMap<>(exemplarOf);
    left.keySet().retainAll(categories.keySet());
    return new MergedWindow(
        slice,
        signal,
        fromMillis,
        toMillis,
        count,
        sum,
        distribution,
        categories,
        undistributed,
        invalid,
        clamped,
        exemplars,
        left);
  }

  /** Of the same slice and signal, over the time of both. */
  public MergedWindow plus(MergedWindow other) {
    return combined(other, 1);
  }

  /** This without what the other says, over this one's time. */
  public MergedWindow minus(MergedWindow other) {
    MergedWindow rest = combined(other, -1);
    return new MergedWindow(
        slice,
        signal,
        fromMillis,
        toMillis,
        rest.count,
        rest.sum,
        rest.distribution,
        rest.categories,
        rest.undistributed,
        rest.invalid,
        rest.clamped,
        exemplars,
        exemplarOf);
  }

  /** Whether all that was added was taken back. */
  public boolean isEmpty() {
    return count == 0
        && sum == 0
        && distribution.equals(Distribution.EMPTY)
        && categories.isEmpty()
        && undistributed == 0
        && invalid == 0
        && clamped == 0;
  }

  /** NaN when there are no values. */
  public double mean() {
    return count > 0 ? sum / count : Double.NaN;
  }

  /** Count of one category, 0 when it never came. */
  public long countOf(String category) {
    return categories.getOrDefault(category, 0L);
  }

  /** Count of all categories but these: such as all outcomes that are not good. */
  public long countOutside(Set<String> excluded) {
    return categories.entrySet().stream()
        .filter(entry -> !excluded.contains(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Whether each value is in the distribution, so that quantiles speak of all of them. */
  public boolean distributed() {
    return undistributed == 0;
  }

  private MergedWindow combined(MergedWindow other, int sign) {
    if (!slice.equals(other.slice) || !signal.equals(other.signal)) {
      throw new IllegalArgumentException(
          "windows must be of one slice and signal: %s %s and %s %s"
              .formatted(slice, signal, other.slice, other.signal));
    }
    SortedMap<String, Long> both = new TreeMap<>(categories);
    other.categories.forEach((category, n) -> both.merge(category, sign * n, Long::sum));
    both.values().removeIf(n -> n == 0);
    TreeSet<String> traces = new TreeSet<>(exemplars);
    traces.addAll(other.exemplars);
    Map<String, String> ofCategories = new TreeMap<>(exemplarOf);
    other.exemplarOf.forEach((category, trace) ->
        ofCategories.merge(category, trace, (a, b) -> a.compareTo(b) <= 0 ? a : b));
    return new MergedWindow(
        slice,
        signal,
        Math.min(fromMillis, other.fromMillis),
        Math.max(toMillis, other.toMillis),
        count + sign * other.count,
        sum + sign * other.sum,
        sign > 0 ? distribution.plus(other.distribution) : distribution.minus(other.distribution),
        both,
        undistributed + sign * other.undistributed,
        invalid + sign * other.invalid,
        clamped + sign * other.clamped,
        new ArrayList<>(traces).subList(0, Math.min(EXEMPLARS_MAX, traces.size())),
        ofCategories);
  }

  private static long taken(Map<String, Long> categories, String mark) {
    Long count = categories.remove(mark);
    return count == null ? 0 : count;
  }
}
