package dev.leeway.signals.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How values of one signal are distributed: exact counts under the shared {@link Buckets}, and
 * zeros apart. Immutable.
 *
 * <p>Distributions form a commutative group under {@link #plus} and {@link #minus}, exactly. Counts
 * are signed, since a correction may be read before what it corrects; what is read from a
 * distribution (quantiles, shares, points) takes counts below zero as zero. A quantile is within 1
 * % of the value at its rank (Masson, Rim, Lee, "DDSketch", VLDB 2019).
 */
public final class Distribution {
  public static final Distribution EMPTY = new Distribution(0, new int[0], new long[0]);

  private final long zeros;
  private final int[] indices;
  private final long[] counts;
  private final long total;

  private Distribution(long zeros, int[] indices, long[] counts) {
    this.zeros = zeros;
    this.indices = indices;
    this.counts = counts;
    long sum = Math.max(0, zeros);
    for (long count : counts) {
      sum += Math.max(0, count);
    }
    this.total = sum;
  }

  /**
   * Of merged counts.
   *
   * @param zeros how many values were zero
   * @param buckets count per {@link Buckets} index
   */
  public static Distribution of(long zeros, Map<Integer, Long> buckets) {
    SortedMap<Integer, Long> sorted = new TreeMap<>(buckets);
    sorted.values().removeIf(count -> count == 0);
    int[] indices = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
    long[] counts = sorted.values().stream().mapToLong(Long::longValue).toArray();
    return new Distribution(zeros, indices, counts);
  }

  /** Of plain values, each zero or a positive number. */
  public static Distribution ofValues(double... values) {
    long zeros = 0;
    Map<Integer, Long> buckets = new TreeMap<>();
    for (double value : values) {
      if (value == 0) {
        zeros++;
      } else {
        buckets.merge(Buckets.indexOf(value), 1L, Long::sum);
      }
    }
    return of(zeros, buckets);
  }

  public boolean isEmpty() {
    return total == 0;
  }

  /** How many values there are, zeros among them. */
  public long count() {
    return total;
  }

  public long zeros() {
    return zeros;
  }

  /** Count per bucket index, ascending, without zeros and empty buckets. */
  public SortedMap<Integer, Long> buckets() {
    SortedMap<Integer, Long> buckets = new TreeMap<>();
    for (int i = 0; i < indices.length; i++) {
      buckets.put(indices[i], counts[i]);
    }
    return buckets;
  }

  /** How many values fell into the buckets of these indices, both included; zeros are in none. */
  public long countBetween(int fromIndex, int toIndex) {
    long sum = 0;
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] >= fromIndex && indices[i] <= toIndex) {
        sum += Math.max(0, counts[i]);
      }
    }
    return sum;
  }

  /**
   * The value at rank {@code q (n - 1)}, rounded down, within 1 %; NaN when there are no values.
   *
   * @param q from 0 to 1
   */
  public double quantile(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("quantile must be from 0 to 1: " + q);
    }
    if (total == 0) {
      return Double.NaN;
    }
    long rank = (long) (q * (total - 1));
    long below = Math.max(0, zeros);
    if (rank < below) {
      return 0;
    }
    for (int i = 0; i < indices.length; i++) {
      below += Math.max(0, counts[i]);
      if (rank < below) {
        return Buckets.valueOf(indices[i]);
      }
    }
    throw new IllegalStateException("rank " + rank + " of " + total + " values");
  }

  /** The least value, within 1 %; NaN when there are none. */
  public double min() {
    return quantile(0);
  }

  /** The greatest value, within 1 %; NaN when there are none. */
  public double max() {
    return quantile(1);
  }

  /** The share of values that are at most this one, as far as whole buckets tell; 0 when empty. */
  public double shareUpTo(double value) {
    if (total == 0 || !(value >= 0)) {
      return 0;
    }
    long below = Math.max(0, zeros);
    if (value > 0) {
      int last = Buckets.indexOf(Math.min(value, Buckets.VALUE_MAX));
      below += countBetween(Integer.MIN_VALUE, last);
    }
    return (double) below / total;
  }

  /** The cumulative curve: a point per bucket that has values, at its upper bound. */
  public List<CdfPoint> cdf() {
    List<CdfPoint> points = new ArrayList<>(indices.length + 1);
    long below = Math.max(0, zeros);
    if (below > 0) {
      points.add(new CdfPoint(0, (double) below / total));
    }
    for (int i = 0; i < indices.length; i++) {
      if (counts[i] > 0) {
        below += counts[i];
        points.add(new CdfPoint(Buckets.upperBoundOf(indices[i]), (double) below / total));
      }
    }
    return points;
  }

  /**
   * The histogram for a chart with a logarithmic axis: bars of equally many buckets between the
   * first and the last that has values, empty ones too, and before them one of zeros if there are
   * any. Two distributions drawn with the same stride share their bars' bounds.
   *
   * @param stride how many buckets make a bar, at least 1; see {@link #strideFor}
   */
  public List<Bar> bars(int stride) {
    if (stride < 1) {
      throw new IllegalArgumentException("stride must be at least 1: " + stride);
    }
    TreeMap<Integer, Long> perBar = new TreeMap<>();
    for (int i = 0; i < indices.length; i++) {
      if (counts[i] > 0) {
        perBar.merge(Math.floorDiv(indices[i], stride), counts[i], Long::sum);
      }
    }
    List<Bar> bars = new ArrayList<>();
    if (zeros > 0) {
      bars.add(new Bar(0, 0, (double) zeros / total));
    }
    if (perBar.isEmpty()) {
      return bars;
    }
    for (int bar = perBar.firstKey(); bar <= perBar.lastKey(); bar++) {
      bars.add(
          new Bar(
              Buckets.lowerBoundOf(bar * stride),
              Buckets.upperBoundOf(bar * stride + stride - 1),
              (double) perBar.getOrDefault(bar, 0L) / total));
    }
    return bars;
  }

  /** The least stride at which both fit into that many bars. */
  public static int strideFor(Distribution first, Distribution second, int barsMax) {
    if (barsMax < 2) {
      throw new IllegalArgumentException("bars must be at least 2: " + barsMax);
    }
    Distribution both = first.plus(second);
    if (both.indices.length == 0) {
      return 1;
    }
    int span = both.indices[both.indices.length - 1] - both.indices[0];
    // One bar more than the span fills may be needed, as bars begin at multiples of the stride.
    return span / (barsMax - 1) + 1;
  }

  public Distribution plus(Distribution other) {
    return combined(other, 1);
  }

  public Distribution minus(Distribution other) {
    return combined(other, -1);
  }

  private Distribution combined(Distribution other, int sign) {
    int[] mergedIndices = new int[indices.length + other.indices.length];
    long[] mergedCounts = new long[mergedIndices.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < indices.length || theirs < other.indices.length) {
      int next =
          theirs == other.indices.length
                  || (mine < indices.length && indices[mine] <= other.indices[theirs])
              ? indices[mine]
              : other.indices[theirs];
      long count = 0;
      if (mine < indices.length && indices[mine] == next) {
        count += counts[mine++];
      }
      if (theirs < other.indices.length && other.indices[theirs] == next) {
        count += sign * other.counts[theirs++];
      }
      if (count != 0) {
        mergedIndices[size] = next;
        mergedCounts[size++] = count;
      }
    }
    return new Distribution(
        zeros + sign * other.zeros,
        Arrays.copyOf(mergedIndices, size),
        Arrays.copyOf(mergedCounts, size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Distribution that
        && zeros == that.zeros
        && Arrays.equals(indices, that.indices)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(zeros) + Arrays.hashCode(indices)) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "Distribution[zeros=" + zeros + ", buckets=" + buckets() + "]";
  }

  /** A point of the cumulative curve: this share of the values is at most this value. */
  public record CdfPoint(double value, double share) {}

  /** A bar of a histogram: the share of values between its bounds; both are 0 for zeros. */
  public record Bar(double lower, double upper, double share) {}
}
