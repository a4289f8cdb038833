package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.Slots;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What was handed over of a series and is not yet tested: sums per short pane, an entry an hour, so
 * that a partial costs the same however far the clock is behind. Adding is exact in any order. Not
 * thread-safe.
 */
final class OpenPanes {
  private static final int VERSION = 1;
  private static final int EXEMPLARS_MAX = 3;

  private final MonitorStore store;
  private final SeriesKey key;
  private final SeriesHead head;
  private final long shortMillis;

  OpenPanes(MonitorStore store, SeriesKey key, SeriesHead head, long shortMillis) {
    this.store = store;
    this.key = key;
    this.head = head;
    this.shortMillis = shortMillis;
  }

  private record Sum(Histogram counts, List<String> exemplars) {}

  void add(long atMillis, Histogram counts, Collection<String> exemplars) {
    long hour = Slots.hourOf(atMillis);
    long pane = Math.floorDiv(atMillis, shortMillis) * shortMillis;
    NavigableMap<Long, Sum> sums = load(hour);
    sums.merge(
        pane,
        new Sum(counts, limited(List.of(), exemplars)),
        (old, added) -> new Sum(old.counts.plus(counts), limited(old.exemplars, exemplars)));
    store.put(key.hourKey(hour), encode(sums));
    if (head.opened(hour, pane)) {
      store.put(key.headKey(), head.encode());
    }
  }

  /** Takes the first pane out; there must be one. */
  Pane takeFirst() {
    long hour = head.firstHour();
    long end = head.firstEndMillis();
    NavigableMap<Long, Sum> sums = load(hour);
    Map<Long, Sum> inside = sums.headMap(end, false);
    Histogram counts = Histogram.sumOf(inside.values().stream().map(Sum::counts).toList());
    List<String> exemplars = List.of();
    for (Sum sum : inside.values()) {
      exemplars = limited(exemplars, sum.exemplars);
    }
    inside.clear();
    if (sums.isEmpty()) {
      store.remove(key.hourKey(hour));
      head.closed(hour);
    } else {
      store.put(key.hourKey(hour), encode(sums));
      head.closedBefore(hour, sums.firstKey());
    }
    store.put(key.headKey(), head.encode());
    return new Pane(end - head.paneMillis(), end, counts, exemplars);
  }

  /** What waits of a stretch of time, and stays there. */
  Histogram between(long fromMillis, long toMillis) {
    List<Histogram> counts = new ArrayList<>();
    for (long hour : head.hours()) {
      load(hour).subMap(fromMillis, true, Math.max(fromMillis, toMillis), false).values().stream()
          .map(Sum::counts)
          .forEach(counts::add);
    }
    return Histogram.sumOf(counts);
  }

  private NavigableMap<Long, Sum> load(long hour) {
    TreeMap<Long, Sum> sums = new TreeMap<>();
    byte[] bytes = store.get(key.hourKey(hour));
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      int size = reader.size();
      for (int read = 0; read < size; read++) {
        sums.put(reader.number(), new Sum(Histogram.decode(reader), reader.texts()));
      }
    }
    return sums;
  }

  private static byte[] encode(NavigableMap<Long, Sum> sums) {
    StateWriter writer = new StateWriter(VERSION);
    writer.number(sums.size());
    sums.forEach((start, sum) -> {
      writer.number(start);
      sum.counts.encode(writer);
      writer.texts(sum.exemplars);
    });
    return writer.bytes();
  }

  private static List<String> limited(List<String> known, Collection<String> more) {
    List<String> all = new ArrayList<>(known);
    for (String one : more) {
      if (all.size() < EXEMPLARS_MAX && !all.contains(one)) {
        all.add(one);
      }
    }
    return List.copyOf(all);
  }
}
