package dev.leeway.signals.rule;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of tool calls that grow from call to call, whatever the order of arrival as long as they
 * do nothing but grow. Bounded: beyond, the one that grew least often is forgotten. Not
 * thread-safe.
 */
final class Growths {
  private static final int SERIES_MAX = 24;

  private final Map<Long, Growth> series = new HashMap<>();

  /** Takes a number in, and says how far the series has grown by now. */
  Growth add(long key, long atMillis, double value) {
    Growth before = series.get(key);
    if (before == null && series.size() >= SERIES_MAX) {
      series.entrySet().stream()
          .min(
              Comparator.<Map.Entry<Long, Growth>>comparingInt(entry -> entry.getValue().calls)
                  .thenComparingLong(entry -> entry.getValue().lastMillis)
                  .thenComparingLong(Map.Entry::getKey))
          .map(Map.Entry::getKey)
          .ifPresent(series::remove);
    }
    Growth now =
        before == null
            ? new Growth(1, atMillis, value, atMillis, value, 0)
            : before.with(atMillis, value);
    series.put(key, now);
    return now;
  }

  /** Remembers that somebody was told of a series at its present length. */
  void told(long key) {
    series.computeIfPresent(key, (same, growth) -> growth.told());
  }

  void write(StateWriter out) {
    out.count(series.size());
    new TreeMap<>(series)
        .forEach((key, growth) ->
            out.word(key)
                .count(growth.calls)
                .signed(growth.firstMillis)
                .number(growth.first)
                .signed(growth.lastMillis - growth.firstMillis)
                .number(growth.last)
                .count(growth.toldCalls));
  }

  static Growths read(StateReader in) {
    Growths growths = new Growths();
    for (int left = in.size(); left > 0; left--) {
      long key = in.word();
      int calls = (int) in.count();
      long firstMillis = in.signed();
      double first = in.number();
      growths.series.put(
          key,
          new Growth(
              calls, firstMillis, first, firstMillis + in.signed(), in.number(), (int) in.count()));
    }
    return growths;
  }

  /**
   * A number that grew.
   *
   * @param calls with how many calls, the first among them; 1 where it did not grow
   * @param toldCalls the number of calls at which somebody was told; 0 for not yet
   */
  record Growth(
      int calls, long firstMillis, double first, long lastMillis, double last, int toldCalls) {

    private Growth with(long atMillis, double value) {
      if (atMillis >= lastMillis) {
        if (value > last) {
          return new Growth(calls + 1, firstMillis, first, atMillis, value, toldCalls);
        }
        // The same again is no growth and no end of it: a call that was tried twice.
        return value == last
            ? new Growth(calls, firstMillis, first, atMillis, last, toldCalls)
            : new Growth(1, atMillis, value, atMillis, value, 0);
      }
      if (atMillis < firstMillis) {
        return value < first
            ? new Growth(calls + 1, atMillis, value, lastMillis, last, toldCalls)
            : this;
      }
      boolean between = value > first && value < last;
      return between
          ? new Growth(calls + 1, firstMillis, first, lastMillis, last, toldCalls)
          : this;
    }

    private Growth told() {
      return new Growth(calls, firstMillis, first, lastMillis, last, calls);
    }
  }
}
