package dev.leeway.storage.query;

import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.MergedWindow;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a signal's values were over some windows, net of what was taken back.
 *
 * @param count valid values, or answers of a categorical signal
 * @param distribution of a numeric signal; empty where the slice keeps only count and sum
 * @param categories count per category, of a categorical signal
 * @param undistributed how many of {@code count} are in no distribution
 */
public record SignalValues(
    long count,
    double sum,
    Distribution distribution,
    SortedMap<String, Long> categories,
    long undistributed) {

  public static final SignalValues EMPTY =
      new SignalValues(0, 0, Distribution.EMPTY, new TreeMap<>(), 0);

  public SignalValues {
    categories = Collections.unmodifiableSortedMap(new TreeMap<>(categories));
  }

  public static SignalValues of(MergedWindow window) {
    SortedMap<String, Long> seen = new TreeMap<>(window.categories());
    seen.values().removeIf(n -> n <= 0);
    return new SignalValues(
        Math.max(0, window.count()),
        window.sum(),
        window.distribution(),
        seen,
        Math.max(0, window.undistributed()));
  }

  /** Of a distribution alone, such as a stored baseline; its sum is not known. */
  public static SignalValues of(Distribution distribution) {
    return new SignalValues(distribution.count(), Double.NaN, distribution, new TreeMap<>(), 0);
  }

  public boolean isEmpty() {
    return count == 0;
  }

  public SignalValues plus(SignalValues other) {
    TreeMap<String, Long> both = new TreeMap<>(categories);
    other.categories.forEach((name, n) -> both.merge(name, n, Long::sum));
    return new SignalValues(
        count + other.count,
        sum + other.sum,
        distribution.plus(other.distribution),
        both,
        undistributed + other.undistributed);
  }

  /** NaN when nothing was counted. */
  public double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }

  /** Of the values that are in the distribution; NaN when none is. */
  public double quantile(double q) {
    return distribution.quantile(q);
  }

  /** Which part of all answers a category has; NaN when nothing was counted. */
  public double share(String category) {
    long all = categories.values().stream().mapToLong(Long::longValue).sum();
    return all == 0 ? Double.NaN : (double) categories.getOrDefault(category, 0L) / all;
  }
}
