package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads what the other series of an agent counted in two stretches of time, for findings that must
 * be seen beside them. Costs some reads per part and is for openings alone. Not thread-safe.
 */
final class Neighbours {
  static final int PARTS_MAX = 50;

  private final MonitorStore store;
  private final DriftConfig config;
  private final Supplier<List<SeriesKey>> ofAgent;

  Neighbours(MonitorStore store, DriftConfig config, Supplier<List<SeriesKey>> ofAgent) {
    this.store = store;
    this.config = config;
    this.ofAgent = ofAgent;
  }

  /** What a slice counted in the baseline's time and since the onset. */
  record Counted(SeriesKey key, Histogram before, Histogram now) {}

  /** The slices of a dimension that have this signal, those with most runs now first. */
  List<Counted> parts(
      SeriesKey of, String dimension, Watch watch, SlotCounts baseline, long from, long to) {
    List<Counted> parts = new ArrayList<>();
    for (SeriesKey key : ofAgent.get()) {
      if (key.signal().equals(of.signal()) && key.slice().dimension().equals(dimension)) {
        parts.add(counted(key, watch, baseline, from, to));
      }
    }
    parts.removeIf(part -> part.before.count() <= 0 && part.now.count() <= 0);
    parts.sort(Comparator.comparingLong((Counted part) -> part.now.count()).reversed());
    return parts.stream().limit(PARTS_MAX).toList();
  }

  /**
   * What one series counted.
   *
   * @param from start of a short pane
   * @param to end of one
   */
  Counted counted(SeriesKey key, Watch watch, SlotCounts baseline, long from, long to) {
    byte[] detector = store.get(key.detectorKey());
    SeriesState state = detector == null ? new SeriesState() : SeriesState.decode(detector, watch);
    return new Counted(
        key, before(key, state, baseline).withoutNegatives(), now(key, state, from, to));
  }

  private Histogram before(SeriesKey key, SeriesState state, SlotCounts baseline) {
    byte[] bytes = store.get(key.historyKey());
    Histogram counts =
        bytes == null
            ? Histogram.empty()
            : SeriesHistory.decode(bytes).all(baseline.fromMillis(), baseline.toMillis());
    // An hour goes to history when the next pane closes, which of a quiet slice may take long.
    boolean within =
        state.hourStart >= baseline.fromMillis() && state.hourStart < baseline.toMillis();
    return within ? counts.plus(state.hour) : counts;
  }

  private Histogram now(SeriesKey key, SeriesState state, long from, long to) {
    List<Histogram> counts = new ArrayList<>();
    for (Pane pane : state.ring.all()) {
      if (pane.endMillis() > from && pane.endMillis() <= to) {
        counts.add(pane.counts());
      }
    }
    byte[] head = store.get(key.headKey());
    if (head != null) {
      counts.add(
          new OpenPanes(store, key, SeriesHead.decode(head), config.pane().toMillis())
              .between(from, to));
    }
    return Histogram.sumOf(counts).withoutNegatives();
  }
}
