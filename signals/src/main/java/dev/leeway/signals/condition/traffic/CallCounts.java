package dev.leeway.signals.condition.traffic;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.MergedWindow;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls, or runs, of one stretch of time: how many, how many of them failed, and how long they
 * took, in half powers of two of a millisecond.
 *
 * @param failed errors, timeouts and rate limits together
 * @param durations count per {@code floor(2 log2(ms))}
 */
public record CallCounts(
    long calls, long failed, long timeouts, long limited, Map<Integer, Long> durations) {
  public static final CallCounts NONE = new CallCounts(0, 0, 0, 0, Map.of());

  /** Of a window of {@code provider.errors}. */
  public static CallCounts ofOutcomes(MergedWindow outcomes) {
    long timeouts = outcomes.countOf("TIMEOUT");
    long limited = outcomes.countOf("RATE_LIMITED");
    return new CallCounts(
        outcomes.count(),
        outcomes.countOf("ERROR") + timeouts + limited,
        timeouts,
        limited,
        Map.of());
  }

  public static CallCounts ofDurations(MergedWindow durations) {
    Map<Integer, Long> coarse = new TreeMap<>();
    durations
        .distribution()
        .buckets()
        .forEach((index, n) -> {
          double millis = Buckets.valueOf(index);
          coarse.merge(step(millis), Math.max(0, n), Long::sum);
        });
    return new CallCounts(0, 0, 0, 0, coarse);
  }

  public CallCounts plus(CallCounts other) {
    Map<Integer, Long> both = new TreeMap<>(durations);
    other.durations.forEach((step, n) -> both.merge(step, n, Long::sum));
    return new CallCounts(
        calls + other.calls,
        failed + other.failed,
        timeouts + other.timeouts,
        limited + other.limited,
        both);
  }

  public double failedShare() {
    return calls > 0 ? (double) failed / calls : 0;
  }

  public long timed() {
    return durations.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Milliseconds, within a factor of 1.2; NaN without durations. */
  public double median() {
    long rank = (timed() + 1) / 2;
    for (Map.Entry<Integer, Long> entry : new TreeMap<>(durations).entrySet()) {
      rank -= entry.getValue();
      if (rank <= 0) {
        return Math.pow(2, (entry.getKey() + 0.5) / 2);
      }
    }
    return Double.NaN;
  }

  private static int step(double millis) {
    return (int) Math.floor(2 * Math.log(millis) / Math.log(2));
  }

  public void encode(StateWriter writer) {
    writer.number(calls).number(failed).number(timeouts).number(limited);
    writer.number(durations.size());
    durations.forEach((step, n) -> writer.number(step).number(n));
  }

  public static CallCounts decode(StateReader reader) {
    long calls = reader.number();
    long failed = reader.number();
    long timeouts = reader.number();
    long limited = reader.number();
    Map<Integer, Long> durations = new TreeMap<>();
    for (int left = reader.size(); left > 0; left--) {
      durations.put((int) reader.number(), reader.number());
    }
    return new CallCounts(calls, failed, timeouts, limited, durations);
  }
}
