package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which panes of a series are open, how long they are, and the numbers of its categories: small,
 * because every partial reads it. Not thread-safe.
 */
final class SeriesHead {
  private static final int VERSION = 1;
  private static final int CATEGORIES_MAX = 64;

  /** Start of the first open short pane of each hour that has one. */
  private final TreeMap<Long, Long> firstPanes = new TreeMap<>();

  private final List<String> categories = new ArrayList<>();
  private long paneMillis;

  SeriesHead(long paneMillis) {
    this.paneMillis = paneMillis;
  }

  /** The counts of a partial as this series counts them: of a rate, zeros are good. */
  Histogram countsOf(WindowPartial partial, Watch watch) {
    return switch (watch) {
      case Watch.Distribution distribution -> {
        long positives = partial.buckets().values().stream().mapToLong(Long::longValue).sum();
        yield Histogram.of(partial.buckets(), partial.bucketed() - positives);
      }
      case Watch.Rate rate -> {
        long good = 0;
        Map<Integer, Long> bad = new HashMap<>();
        for (Map.Entry<String, Long> category : new TreeMap<>(partial.categories()).entrySet()) {
          if (rate.goodCategories().contains(category.getKey())) {
            good += category.getValue();
          } else {
            bad.merge(numberOf(category.getKey()), category.getValue(), Long::sum);
          }
        }
        yield Histogram.of(bad, good);
      }
    };
  }

  int categories() {
    return categories.size();
  }

  boolean isEmpty() {
    return firstPanes.isEmpty();
  }

  /** End of the first open pane; {@link Long#MAX_VALUE} without any. */
  long firstEndMillis() {
    return firstPanes.isEmpty() ? Long.MAX_VALUE : endOf(firstPanes.firstEntry().getValue());
  }

  /** The hours that have open panes. */
  List<Long> hours() {
    return List.copyOf(firstPanes.keySet());
  }

  /** The hour of the first open pane; there must be one. */
  long firstHour() {
    return firstPanes.firstKey();
  }

  /** A short pane of an hour is open; says whether that was news. */
  boolean opened(long hour, long shortPane) {
    Long first = firstPanes.get(hour);
    boolean news = first == null || shortPane < first;
    if (news) {
      firstPanes.put(hour, shortPane);
    }
    return news;
  }

  /** The panes of an hour before this one are closed. */
  void closedBefore(long hour, long shortPane) {
    firstPanes.put(hour, shortPane);
  }

  void closed(long hour) {
    firstPanes.remove(hour);
  }

  /** End of the pane that a time falls into. */
  long endOf(long millis) {
    return (Math.floorDiv(millis, paneMillis) + 1) * paneMillis;
  }

  long paneMillis() {
    return paneMillis;
  }

  /** Says whether the length changed. */
  boolean setPaneMillis(long millis) {
    boolean changed = millis != paneMillis;
    paneMillis = millis;
    return changed;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    writer.number(paneMillis).number(firstPanes.size());
    firstPanes.forEach((hour, first) -> writer.number(hour).number(first - hour));
    writer.texts(categories);
    return writer.bytes();
  }

  static SeriesHead decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    SeriesHead head = new SeriesHead(reader.number());
    int size = reader.size();
    for (int read = 0; read < size; read++) {
      long hour = reader.number();
      head.firstPanes.put(hour, hour + reader.number());
    }
    head.categories.addAll(reader.texts());
    return head;
  }

  /** Categories beyond the limit share the last number. */
  private int numberOf(String category) {
    int known = categories.indexOf(category);
    if (known >= 0) {
      return known;
    }
    if (categories.size() < CATEGORIES_MAX) {
      categories.add(category);
      return categories.size() - 1;
    }
    return CATEGORIES_MAX;
  }
}
