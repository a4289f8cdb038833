package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was handed over of a series and is not yet tested: sums per short pane, with the numbers of
 * its categories. Adding is exact in any order. Not thread-safe.
 */
final class OpenPanes {
  private static final int VERSION = 1;
  private static final int EXEMPLARS_MAX = 3;
  private static final int CATEGORIES_MAX = 64;

  /** Length of the panes to be closed: short, or an hour. */
  long paneMillis;

  private final TreeMap<Long, Sum> sums = new TreeMap<>();
  private final List<String> categories = new ArrayList<>();

  private record Sum(Histogram counts, List<String> exemplars) {}

  OpenPanes(long paneMillis) {
    this.paneMillis = paneMillis;
  }

  /** The counts of a partial as this series counts them: of a rate, zeros are good. */
  Histogram countsOf(WindowPartial partial, Watch watch) {
    return switch (watch) {
      case Watch.Distribution distribution -> {
        long positives = partial.buckets().values().stream().mapToLong(Long::longValue).sum();
        yield Histogram.of(partial.buckets(), partial.count() - positives);
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

  void add(long shortPaneStart, Histogram counts, Collection<String> exemplars) {
    sums.merge(
        shortPaneStart,
        new Sum(counts, limited(List.of(), exemplars)),
        (old, added) -> new Sum(old.counts.plus(counts), limited(old.exemplars, exemplars)));
  }

  boolean isEmpty() {
    return sums.isEmpty();
  }

  /** End of the first pane; {@link Long#MAX_VALUE} without any. */
  long firstEndMillis() {
    return sums.isEmpty() ? Long.MAX_VALUE : endOf(sums.firstKey());
  }

  /** Takes the first pane out; there must be one. */
  Pane takeFirst() {
    long end = firstEndMillis();
    Map<Long, Sum> inside = sums.headMap(end, false);
    Histogram counts = Histogram.sumOf(inside.values().stream().map(Sum::counts).toList());
    List<String> exemplars = List.of();
    for (Sum sum : inside.values()) {
      exemplars = limited(exemplars, sum.exemplars);
    }
    inside.clear();
    return new Pane(end - paneMillis, end, counts, exemplars);
  }

  long endOf(long millis) {
    return (Math.floorDiv(millis, paneMillis) + 1) * paneMillis;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    writer.number(paneMillis).number(sums.size());
    sums.forEach((start, sum) -> {
      writer.number(start);
      sum.counts.encode(writer);
      writer.texts(sum.exemplars);
    });
    writer.texts(categories);
    return writer.bytes();
  }

  static OpenPanes decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    OpenPanes panes = new OpenPanes(reader.number());
    int size = reader.size();
    for (int read = 0; read < size; read++) {
      panes.sums.put(reader.number(), new Sum(Histogram.decode(reader), reader.texts()));
    }
    panes.categories.addAll(reader.texts());
    return panes;
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
