package dev.leeway.signals.condition.capacity;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The share of all load that the heaviest 1 % of runs make: {@code sum of the ceil(n / 100)
 * greatest values / sum of all values}, within the 1 % of {@link Buckets}. Where runs are equally
 * heavy it is 1 %.
 */
public final class TailShare {
  /** Of fewer runs, 1 % is too few to speak of. */
  public static final long RUNS_MIN = 500;

  private static final double HEAVIEST = 0.01;

  private TailShare() {}

  /** Empty below {@link #RUNS_MIN} values, and where all are zero. */
  public static OptionalDouble of(Distribution loads) {
    if (loads.count() < RUNS_MIN) {
      return OptionalDouble.empty();
    }
    NavigableMap<Integer, Long> buckets = new TreeMap<>(loads.buckets());
    double all = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      all += Buckets.valueOf(bucket.getKey()) * Math.max(0, bucket.getValue());
    }
    long left = (long) Math.ceil(HEAVIEST * loads.count());
    double heaviest = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.descendingMap().entrySet()) {
      long here = Math.min(left, Math.max(0, bucket.getValue()));
      heaviest += Buckets.valueOf(bucket.getKey()) * here;
      left -= here;
    }
    return all > 0 ? OptionalDouble.of(heaviest / all) : OptionalDouble.empty();
  }
}
