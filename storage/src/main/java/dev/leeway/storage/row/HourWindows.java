package dev.leeway.storage.row;

import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Folds partials of minutes into partials of their hours, one per slice, signal and hour: what is
 * stored beside the minutes in the same block. Not thread-safe.
 */
public final class HourWindows {
  public static final int WINDOW_SECONDS = 3_600;

  private static final long WINDOW_MILLIS = WINDOW_SECONDS * 1_000L;
  private static final int EXEMPLARS_MAX = 3;

  private final Map<Key, Hour> hours = new LinkedHashMap<>();

  /** The hours of these minutes, in the order in which the first of each came. */
  public static List<WindowPartial> of(Collection<WindowPartial> minutes) {
    HourWindows hours = new HourWindows();
    minutes.forEach(hours::add);
    return hours.drain();
  }

  public void add(WindowPartial minute) {
    long start = Math.floorDiv(minute.windowStartMillis(), WINDOW_MILLIS) * WINDOW_MILLIS;
    hours
        .computeIfAbsent(new Key(minute.slice(), minute.signal(), start), key -> new Hour())
        .add(minute);
  }

  /** The hours of all that was added since the last drain. */
  public List<WindowPartial> drain() {
    List<WindowPartial> partials = new ArrayList<>(hours.size());
    hours.forEach((key, hour) -> partials.add(hour.partial(key)));
    hours.clear();
    return partials;
  }

  private record Key(Slice slice, String signal, long startMillis) {}

  private static final class Hour {
    private final Map<Integer, Long> buckets = new HashMap<>();
    private final Map<String, Long> categories = new HashMap<>();
    private final TreeSet<String> exemplars = new TreeSet<>();
    private long count;
    private double sum;

    void add(WindowPartial minute) {
      count += minute.count();
      sum += minute.sum();
      minute.buckets().forEach((index, n) -> buckets.merge(index, n, Long::sum));
      minute.categories().forEach((name, n) -> categories.merge(name, n, Long::sum));
      exemplars.addAll(minute.exemplars());
      while (exemplars.size() > EXEMPLARS_MAX) {
        exemplars.pollLast();
      }
    }

    WindowPartial partial(Key key) {
      buckets.values().removeIf(n -> n == 0);
      categories.values().removeIf(n -> n == 0);
      return new WindowPartial(
          key.slice(),
          key.signal(),
          key.startMillis(),
          WINDOW_SECONDS,
          count,
          sum,
          buckets,
          categories,
          List.copyOf(exemplars));
    }
  }
}
