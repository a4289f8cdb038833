package dev.leeway.signals.drift.baseline;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Buckets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exact counts per {@link Buckets} index, and of zeros, which have no bucket. Immutable. Addition
 * is exact, associative and commutative; counts are signed, since corrections take back.
 */
public final class Histogram {
  private static final Histogram EMPTY = new Histogram(new int[0], new long[0], 0);

  private final int[] indices;
  private final long[] counts;
  private final long zeros;

  private Histogram(int[] indices, long[] counts, long zeros) {
    this.indices = indices;
    this.counts = counts;
    this.zeros = zeros;
  }

  public static Histogram empty() {
    return EMPTY;
  }

  public static Histogram of(Map<Integer, Long> buckets, long zeros) {
    TreeMap<Integer, Long> sorted = new TreeMap<>(buckets);
    sorted.values().removeIf(count -> count == 0);
    int[] indices = new int[sorted.size()];
    long[] counts = new long[indices.length];
    int next = 0;
    for (Map.Entry<Integer, Long> bucket : sorted.entrySet()) {
      indices[next] = bucket.getKey();
      counts[next++] = bucket.getValue();
    }
    return new Histogram(indices, counts, zeros);
  }

  public static Histogram sumOf(Collection<Histogram> parts) {
    TreeMap<Integer, Long> sum = new TreeMap<>();
    long zeros = 0;
    for (Histogram part : parts) {
      for (int at = 0; at < part.indices.length; at++) {
        sum.merge(part.indices[at], part.counts[at], Long::sum);
      }
      zeros += part.zeros;
    }
    return of(sum, zeros);
  }

  public Histogram plus(Histogram other) {
    int[] merged = new int[indices.length + other.indices.length];
    long[] sums = new long[merged.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < indices.length || theirs < other.indices.length) {
      boolean takeMine =
          theirs == other.indices.length
              || (mine < indices.length && indices[mine] <= other.indices[theirs]);
      boolean takeTheirs =
          mine == indices.length
              || (theirs < other.indices.length && other.indices[theirs] <= indices[mine]);
      merged[size] = takeMine ? indices[mine] : other.indices[theirs];
      sums[size] = (takeMine ? counts[mine++] : 0) + (takeTheirs ? other.counts[theirs++] : 0);
      size += sums[size] == 0 ? 0 : 1;
    }
    return new Histogram(
        Arrays.copyOf(merged, size), Arrays.copyOf(sums, size), zeros + other.zeros);
  }

  /** The same without what corrections overdrew: no count is negative. */
  public Histogram withoutNegatives() {
    boolean clean = zeros >= 0 && Arrays.stream(counts).allMatch(count -> count > 0);
    if (clean) {
      return this;
    }
    Map<Integer, Long> positive = buckets();
    positive.values().removeIf(count -> count < 0);
    return of(positive, Math.max(0, zeros));
  }

  public long count() {
    return zeros + Arrays.stream(counts).sum();
  }

  public long zeros() {
    return zeros;
  }

  public boolean isEmpty() {
    return zeros == 0 && indices.length == 0;
  }

  public Map<Integer, Long> buckets() {
    TreeMap<Integer, Long> buckets = new TreeMap<>();
    for (int at = 0; at < indices.length; at++) {
      buckets.put(indices[at], counts[at]);
    }
    return buckets;
  }

  /**
   * The value below which a share of all lies, within the buckets' 1 %; NaN when empty.
   *
   * @param share 0 to 1
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be within [0, 1]: " + share);
    }
    long count = count();
    if (count <= 0) {
      return Double.NaN;
    }
    double rank = share * (count - 1);
    long below = zeros;
    if (below > rank) {
      return 0;
    }
    for (int at = 0; at < indices.length; at++) {
      below += counts[at];
      if (below > rank) {
        return Buckets.valueOf(indices[at]);
      }
    }
    return Buckets.valueOf(indices[indices.length - 1]);
  }

  /**
   * The mean without a share of the least and as many of the greatest values; NaN when empty.
   * Unlike the median it moves little by little where values are few whole numbers.
   *
   * @param share left out on each side, from 0 to below one half
   */
  public double trimmedMean(double share) {
    if (!(share >= 0 && share < 0.5)) {
      throw new IllegalArgumentException("share must be within [0, 0.5): " + share);
    }
    double least = share * count();
    double most = count() - least;
    double below = zeros;
    double sum = 0;
    for (int at = 0; at < indices.length; at++) {
      double inside = Math.min(most, below + counts[at]) - Math.max(least, below);
      sum += Math.max(0, inside) * Buckets.valueOf(indices[at]);
      below += counts[at];
    }
    return sum / (most - least);
  }

  public void encode(StateWriter writer) {
    writer.number(zeros).number(indices.length);
    int previous = 0;
    for (int at = 0; at < indices.length; at++) {
      writer.number((long) indices[at] - previous).number(counts[at]);
      previous = indices[at];
    }
  }

  public static Histogram decode(StateReader reader) {
    long zeros = reader.number();
    int size = reader.size();
    int[] indices = new int[size];
    long[] counts = new long[size];
    int previous = 0;
    for (int at = 0; at < size; at++) {
      previous += (int) reader.number();
      indices[at] = previous;
      counts[at] = reader.number();
    }
    return new Histogram(indices, counts, zeros);
  }

  int size() {
    return indices.length;
  }

  int indexAt(int position) {
    return indices[position];
  }

  long countAt(int position) {
    return counts[position];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram that
        && zeros == that.zeros
        && Arrays.equals(indices, that.indices)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(indices) + Arrays.hashCode(counts)) + Long.hashCode(zeros);
  }

  @Override
  public String toString() {
    return "zeros=" + zeros + " buckets=" + buckets();
  }
}
