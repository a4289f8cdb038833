package dev.leeway.signals.metric;

import dev.leeway.signals.window.Buckets;
import java.util.HashMap;
import java.util.Map;

/**
 * A histogram's values under the {@link Buckets} that all distributions share, so that histograms
 * of any layout merge: by adding counts.
 *
 * <p>Counts are conserved: {@code zeros + buckets + negatives + undistributed = count}. Where a
 * value lies within its bucket is not known; the n values of a bucket are spread evenly over it,
 * the j-th at the (j + 1/2)/n-th part of its width, on a logarithmic scale where its bounds are
 * positive, on a linear one else. So each value is placed wrong by less than the width of the
 * bucket that its sender chose, which is the error bound. Known extremes narrow the outermost
 * buckets; the last explicit bucket has no upper bound, and without a maximum its values are placed
 * at the lower one.
 *
 * @param buckets count per {@link Buckets} index; values out of its range are in its first or last
 * @param zeros values that are zero, or taken for it
 * @param negatives values below zero, for which there are no buckets
 * @param undistributed values of which no bucket is known
 */
public record MetricSketch(
    Map<Integer, Long> buckets, long zeros, long negatives, long undistributed) {

  public MetricSketch {
    buckets = Map.copyOf(buckets);
  }

  /**
   * The sketch of an increase.
   *
   * @param factor what the values are multiplied with to be in their stored unit
   * @param min in the sender's unit; NaN when unknown
   * @param max in the sender's unit; NaN when unknown
   */
  public static MetricSketch of(Totals totals, double factor, double min, double max) {
    return switch (totals.shape()) {
      case NoShape none -> new MetricSketch(Map.of(), 0, 0, totals.count());
      case ExplicitShape shape -> ofExplicit(shape, factor, min, max);
      case ExponentialShape shape -> ofExponential(shape, factor, min, max);
    };
  }

  private static MetricSketch ofExplicit(
      ExplicitShape shape, double factor, double min, double max) {
    Spread spread = new Spread(min * factor, max * factor);
    int last = shape.buckets() - 1;
    for (int i = 0; i <= last; i++) {
      double upper = i < last ? shape.bound(i) * factor : Double.POSITIVE_INFINITY;
      double lower = i > 0 ? shape.bound(i - 1) * factor : Double.NEGATIVE_INFINITY;
      spread.place(shape.count(i), lower, upper);
    }
    return spread.sketch();
  }

  private static MetricSketch ofExponential(
      ExponentialShape shape, double factor, double min, double max) {
    Spread spread = new Spread(min * factor, max * factor);
    ExponentialBuckets positive = shape.positive();
    for (int i = positive.first(); i < positive.end(); i++) {
      spread.place(
          positive.at(i),
          ExponentialShape.lowerBoundOf(i, shape.scale()) * factor,
          ExponentialShape.lowerBoundOf(i + 1, shape.scale()) * factor);
    }
    spread.negatives += shape.negative().count();
    spread.zeros += shape.zeros();
    return spread.sketch();
  }

  /** Places the values of one histogram. Not thread-safe. */
  private static final class Spread {
    /** So few values are placed one by one. */
    private static final int SINGLY_MAX = 32;

    private final double min;
    private final double max;
    private final Map<Integer, Long> buckets = new HashMap<>();
    private long zeros;
    private long negatives;

    Spread(double min, double max) {
      this.min = min;
      this.max = max;
    }

    MetricSketch sketch() {
      return new MetricSketch(buckets, zeros, negatives, 0);
    }

    void place(long count, double lowerBound, double upperBound) {
      if (count == 0) {
        return;
      }
      double lower = within(min > lowerBound && min <= upperBound ? min : lowerBound);
      double upper = within(max < upperBound && max >= lower ? max : upperBound);
      if (upper <= 0) {
        placeBelowZero(count, lower, upper);
      } else if (upper == Double.POSITIVE_INFINITY) {
        add(count, Math.max(lower, Buckets.VALUE_MIN));
      } else if (lower == Double.NEGATIVE_INFINITY) {
        placeBetween(count, 0, upper);
      } else {
        placeBetween(count, lower, upper);
      }
    }

    /** No bucket tells values beyond the range apart, and the widths of some would overflow. */
    private static double within(double bound) {
      return Double.isInfinite(bound)
          ? bound
          : Math.clamp(bound, -Buckets.VALUE_MAX, Buckets.VALUE_MAX);
    }

    /** A first bucket up to zero is what most senders have, and their values are never negative. */
    private void placeBelowZero(long count, double lower, double upper) {
      boolean zero = upper == 0 && (lower == Double.NEGATIVE_INFINITY || lower == 0);
      if (zero) {
        zeros += count;
      } else {
        negatives += count;
      }
    }

    private void placeBetween(long count, double lower, double upper) {
      if (!(lower < upper)) {
        add(count, upper);
        return;
      }
      long below = lower < 0 ? Math.round(count * (-lower / (upper - lower))) : 0;
      negatives += below;
      if (count - below <= SINGLY_MAX) {
        for (long i = below; i < count; i++) {
          add(1, at((i + 0.5) / count, lower, upper));
        }
      } else {
        placeMany(count, below, lower, upper);
      }
    }

    /** Bucket by bucket, the same as one by one. */
    private void placeMany(long count, long below, double lower, double upper) {
      long placed = below;
      int index =
          Buckets.indexOf(Math.max(Buckets.VALUE_MIN, at((below + 0.5) / count, lower, upper)));
      int last = Buckets.indexOf(upper);
      for (; index < last && placed < count; index++) {
        double share = shareUpTo(Buckets.upperBoundOf(index), lower, upper);
        long until = Math.max(placed, Math.min(count, (long) Math.floor(count * share + 0.5)));
        addAt(index, until - placed);
        placed = until;
      }
      addAt(last, count - placed);
    }

    private static double at(double share, double lower, double upper) {
      return lower > 0
          ? Math.exp((1 - share) * Math.log(lower) + share * Math.log(upper))
          : lower + share * (upper - lower);
    }

    private static double shareUpTo(double value, double lower, double upper) {
      return lower > 0
          ? (Math.log(value) - Math.log(lower)) / (Math.log(upper) - Math.log(lower))
          : (value - lower) / (upper - lower);
    }

    private void add(long count, double value) {
      addAt(
          Buckets.indexOf(Math.min(Buckets.VALUE_MAX, Math.max(Buckets.VALUE_MIN, value))), count);
    }

    private void addAt(int index, long count) {
      if (count > 0) {
        buckets.merge(index, count, Long::sum);
      }
    }
  }
}
