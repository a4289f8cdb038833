package dev.leeway.signals.metric;

import java.util.Arrays;
import java.util.Optional;

/**
 * Counts between boundaries that the sender chose: bucket i holds values in (bound[i-1], bound[i]],
 * the first one all up to its bound, the last one all beyond the last bound. Immutable.
 */
public final class ExplicitShape implements Shape {
  private final double[] bounds;
  private final long[] counts;

  /** Bounds ascend strictly and are numbers; there is one count more than bounds, none negative. */
  public ExplicitShape(double[] bounds, long[] counts) {
    String problem = problemOf(bounds, counts);
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
    this.bounds = bounds.clone();
    this.counts = counts.clone();
  }

  /** What is wrong with them, in words; empty when nothing is. */
  public static String problemOf(double[] bounds, long[] counts) {
    if (counts.length != bounds.length + 1) {
      return "expected %d bucket counts, came %d".formatted(bounds.length + 1, counts.length);
    }
    for (int i = 0; i < bounds.length; i++) {
      if (!(Math.abs(bounds[i]) < Double.POSITIVE_INFINITY)
          || (i > 0 && !(bounds[i] > bounds[i - 1]))) {
        return "expected ascending bounds, came " + Arrays.toString(bounds);
      }
    }
    for (long count : counts) {
      if (count < 0) {
        return "expected bucket counts from 0, came " + count;
      }
    }
    return "";
  }

  public int buckets() {
    return counts.length;
  }

  public double bound(int bucket) {
    return bounds[bucket];
  }

  public long count(int bucket) {
    return counts[bucket];
  }

  public double[] bounds() {
    return bounds.clone();
  }

  public long[] counts() {
    return counts.clone();
  }

  @Override
  public long layout() {
    long hash = 0x9E3779B97F4A7C15L;
    for (double bound : bounds) {
      hash = (hash ^ Double.doubleToLongBits(bound)) * 0xD6E8FEB86659FD93L;
      hash ^= hash >>> 32;
    }
    return hash == 0 ? 1 : hash;
  }

  @Override
  public long count() {
    return Arrays.stream(counts).sum();
  }

  @Override
  public Optional<Shape> since(Shape earlier) {
    if (!(earlier instanceof ExplicitShape before) || !Arrays.equals(bounds, before.bounds)) {
      return Optional.empty();
    }
    long[] added = new long[counts.length];
    for (int i = 0; i < added.length; i++) {
      added[i] = counts[i] - before.counts[i];
      if (added[i] < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new ExplicitShape(bounds, added));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExplicitShape that
        && Arrays.equals(bounds, that.bounds)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bounds) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "ExplicitShape[" + Arrays.toString(bounds) + ", " + Arrays.toString(counts) + "]";
  }
}
