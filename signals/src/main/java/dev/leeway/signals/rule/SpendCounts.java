package dev.leeway.signals.rule;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.window.Buckets;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many traces spent how much, by measure: nine of the fixed {@link Buckets} together, so that a
 * quantile is told at most a fifth too high, which is fine enough for ten times of it. At most 700
 * buckets; those of a common agent are some thirty. Not thread-safe.
 */
final class SpendCounts {
  private static final int TOGETHER = 9;

  /** One in so many traces may spend more than what is usual. */
  private static final long RARE = 100;

  private final Map<SpendMeasure, NavigableMap<Integer, Long>> buckets =
      new EnumMap<>(SpendMeasure.class);
  private long traces;

  SpendCounts() {
    for (SpendMeasure measure : SpendMeasure.values()) {
      buckets.put(measure, new TreeMap<>());
    }
  }

  void add(Spend spend) {
    traces++;
    buckets.forEach((measure, counts) -> {
      double used = spend.of(measure);
      if (used > 0) {
        counts.merge(Math.floorDiv(Buckets.indexOf(used), TOGETHER), 1L, Long::sum);
      }
    });
  }

  void addAll(SpendCounts others) {
    traces += others.traces;
    buckets.forEach((measure, counts) ->
        others.of(measure).forEach((bucket, count) -> counts.merge(bucket, count, Long::sum)));
  }

  long traces() {
    return traces;
  }

  /** What 99 of 100 traces stayed within. */
  UsualSpend usual() {
    return new UsualSpend(
        traces,
        withinOf(of(SpendMeasure.STEPS)),
        withinOf(of(SpendMeasure.TOKENS)),
        withinOf(of(SpendMeasure.USD)));
  }

  /** Zero where so many traces used nothing: nothing has no bucket. */
  private double withinOf(NavigableMap<Integer, Long> counts) {
    long beyond = traces / RARE;
    for (Map.Entry<Integer, Long> bucket : counts.descendingMap().entrySet()) {
      beyond -= bucket.getValue();
      if (beyond < 0) {
        return Buckets.upperBoundOf(bucket.getKey() * TOGETHER + TOGETHER - 1);
      }
    }
    return 0;
  }

  private NavigableMap<Integer, Long> of(SpendMeasure measure) {
    return buckets.getOrDefault(measure, new TreeMap<>());
  }

  void write(StateWriter out) {
    out.count(traces);
    for (SpendMeasure measure : SpendMeasure.values()) {
      NavigableMap<Integer, Long> counts = of(measure);
      out.count(counts.size());
      int last = 0;
      for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
        out.signed(bucket.getKey() - last).count(bucket.getValue());
        last = bucket.getKey();
      }
    }
  }

  static SpendCounts read(StateReader in) {
    SpendCounts read = new SpendCounts();
    read.traces = in.count();
    for (SpendMeasure measure : SpendMeasure.values()) {
      int bucket = 0;
      for (int left = in.size(); left > 0; left--) {
        bucket += in.integer();
        read.of(measure).put(bucket, in.count());
      }
    }
    return read;
  }
}
