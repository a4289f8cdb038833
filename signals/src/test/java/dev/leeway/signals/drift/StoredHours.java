package dev.leeway.signals.drift;

import dev.leeway.signals.window.WindowPartial;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The hour windows as storage has them: sums of the minutes. */
final class StoredHours {
  private static final long HOUR = Traffic.HOUR;

  private final Map<String, WindowPartial> hours = new TreeMap<>();

  void add(WindowPartial minute) {
    long hour = Math.floorDiv(minute.windowStartMillis(), HOUR) * HOUR;
    String key = "%020d %s %s".formatted(hour, minute.slice().id(), minute.signal());
    hours.merge(key, hourOf(minute, hour), StoredHours::sum);
  }

  /** The oldest first. */
  Collection<WindowPartial> all() {
    return hours.values();
  }

  private static WindowPartial hourOf(WindowPartial minute, long hour) {
    return new WindowPartial(
        minute.slice(),
        minute.signal(),
        hour,
        3_600,
        minute.count(),
        minute.sum(),
        minute.buckets(),
        minute.categories(),
        List.of());
  }

  private static WindowPartial sum(WindowPartial a, WindowPartial b) {
    Map<Integer, Long> buckets = new HashMap<>(a.buckets());
    b.buckets().forEach((index, count) -> buckets.merge(index, count, Long::sum));
    Map<String, Long> categories = new HashMap<>(a.categories());
    b.categories().forEach((name, count) -> categories.merge(name, count, Long::sum));
    return new WindowPartial(
        a.slice(),
        a.signal(),
        a.windowStartMillis(),
        3_600,
        a.count() + b.count(),
        a.sum() + b.sum(),
        buckets,
        categories,
        List.of());
  }
}
