package dev.leeway.storage.query;

import dev.leeway.signals.window.Buckets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a signal's values were over some windows: merged counts under the fixed {@link Buckets}, or
 * counts per category. Counts are net of what was taken back, so none is negative here.
 *
 * @param count values, or for a categorical signal what its categories add up to
 * @param buckets count per bucket index, ascending; what count has more is zeros
 * @param categories empty for a numeric signal
 */
public record Distribution(
    long count, double sum, SortedMap<Integer, Long> buckets, SortedMap<String, Long> categories) {

  public static final Distribution EMPTY =
      new Distribution(0, 0, new TreeMap<>(), new TreeMap<>());

  public Distribution {
    buckets = positive(buckets);
    categories = positive(categories);
  }

  /** From what the store's sums say; entries that cancelled out are dropped. */
  public static Distribution of(
      long count, double sum, Map<Integer, Long> buckets, Map<String, Long> categories) {
    return new Distribution(
        Math.max(0, count), sum, new TreeMap<>(buckets), new TreeMap<>(categories));
  }

  public boolean isEmpty() {
    return count == 0;
  }

  public Distribution plus(Distribution other) {
    TreeMap<Integer, Long> mergedBuckets = new TreeMap<>(buckets);
    other.buckets.forEach((index, n) -> mergedBuckets.merge(index, n, Long::sum));
    TreeMap<String, Long> mergedCategories = new TreeMap<>(categories);
    other.categories.forEach((name, n) -> mergedCategories.merge(name, n, Long::sum));
    return new Distribution(
        count + other.count, sum + other.sum, mergedBuckets, mergedCategories);
  }

  /** Values that were exactly zero. */
  public long zeros() {
    return Math.max(0, count - buckets.values().stream().mapToLong(Long::longValue).sum());
  }

  public double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }

  /** The value below which a share {@code q} of all lie, within 1 %; NaN when there is none. */
  public double quantile(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("q must be 0 to 1: " + q);
    }
    if (count == 0) {
      return Double.NaN;
    }
    double rank = q * (count - 1);
    long seen = zeros();
    if (rank < seen) {
      return 0;
    }
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      seen += bucket.getValue();
      if (rank < seen) {
        return Buckets.valueOf(bucket.getKey());
      }
    }
    return buckets.isEmpty() ? 0 : Buckets.valueOf(buckets.lastKey());
  }

  /** Which part of all categories' counts one has; NaN when nothing was counted. */
  public double share(String category) {
    long all = categories.values().stream().mapToLong(Long::longValue).sum();
    return all == 0 ? Double.NaN : (double) categories.getOrDefault(category, 0L) / all;
  }

  private static <K> SortedMap<K, Long> positive(SortedMap<K, Long> counts) {
    TreeMap<K, Long> kept = new TreeMap<>(counts);
    kept.values().removeIf(n -> n <= 0);
    return Collections.unmodifiableSortedMap(kept);
  }
}
