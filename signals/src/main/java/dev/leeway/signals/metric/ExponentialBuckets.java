package dev.leeway.signals.metric;

import java.util.Arrays;
import java.util.Optional;

/**
 * One side of an exponential histogram: counts by bucket index, without empty buckets at either
 * end. Immutable.
 */
public final class ExponentialBuckets {
  public static final ExponentialBuckets EMPTY = new ExponentialBuckets(0, new long[0]);

  private final int offset;
  private final long[] counts;

  private ExponentialBuckets(int offset, long[] counts) {
    this.offset = offset;
    this.counts = counts;
  }

  /**
   * Of counts from an index on.
   *
   * @param counts none negative
   */
  public static ExponentialBuckets of(int offset, long[] counts) {
    int from = 0;
    int to = counts.length;
    while (to > from && counts[to - 1] == 0) {
      to--;
    }
    while (from < to && counts[from] == 0) {
      from++;
    }
    if (from == to) {
      return EMPTY;
    }
    for (int i = from; i < to; i++) {
      if (counts[i] < 0) {
        throw new IllegalArgumentException("bucket count must be at least 0: " + counts[i]);
      }
    }
    return new ExponentialBuckets(
        Math.addExact(offset, from), Arrays.copyOfRange(counts, from, to));
  }

  public boolean isEmpty() {
    return counts.length == 0;
  }

  /** Index of the first bucket. */
  public int first() {
    return offset;
  }

  /** Index after the last bucket. */
  public int end() {
    return offset + counts.length;
  }

  public long at(int index) {
    return index >= offset && index < end() ? counts[index - offset] : 0;
  }

  public long count() {
    return Arrays.stream(counts).sum();
  }

  /** At a scale that is less by that much: each halving of the index joins two buckets. */
  ExponentialBuckets downscaled(int by) {
    if (by == 0 || isEmpty()) {
      return this;
    }
    int shift = Math.min(by, Integer.SIZE - 1);
    int from = offset >> shift;
    long[] joined = new long[((end() - 1) >> shift) - from + 1];
    for (int i = 0; i < counts.length; i++) {
      joined[((offset + i) >> shift) - from] += counts[i];
    }
    return of(from, joined);
  }

  ExponentialBuckets plus(ExponentialBuckets other) {
    return combined(other, 1).orElseThrow();
  }

  /** Empty when a bucket of the other holds more. */
  Optional<ExponentialBuckets> minus(ExponentialBuckets other) {
    return combined(other, -1);
  }

  /** Without the buckets below an index. */
  ExponentialBuckets from(int index) {
    return index <= offset
        ? this
        : index >= end()
            ? EMPTY
            : of(index, Arrays.copyOfRange(counts, index - offset, counts.length));
  }

  long countBelow(int index) {
    long below = 0;
    for (int i = offset; i < Math.min(index, end()); i++) {
      below += counts[i - offset];
    }
    return below;
  }

  /** How many buckets both together have, empty ones between them too. */
  long spanWith(ExponentialBuckets other) {
    if (isEmpty() || other.isEmpty()) {
      return (long) counts.length + other.counts.length;
    }
    return (long) Math.max(end(), other.end()) - Math.min(offset, other.offset);
  }

  private Optional<ExponentialBuckets> combined(ExponentialBuckets other, int sign) {
    if (other.isEmpty()) {
      return Optional.of(this);
    }
    if (sign < 0 && (isEmpty() || other.offset < offset || other.end() > end())) {
      return Optional.empty();
    }
    int from = isEmpty() ? other.offset : Math.min(offset, other.offset);
    int to = isEmpty() ? other.end() : Math.max(end(), other.end());
    long[] both = new long[to - from];
    for (int i = 0; i < both.length; i++) {
      both[i] = at(from + i) + sign * other.at(from + i);
      if (both[i] < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(of(from, both));
  }

  long[] counts() {
    return counts.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExponentialBuckets that
        && offset == that.offset
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * offset + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return offset + ":" + Arrays.toString(counts);
  }
}
