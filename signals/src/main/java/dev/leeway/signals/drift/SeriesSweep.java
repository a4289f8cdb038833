package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Once a day, forgets the series of an agent that have seen nothing for as long as history reaches.
 * Not thread-safe.
 */
final class SeriesSweep {
  private static final long DAY = 86_400_000;

  private final DriftConfig config;
  private final Watches watches;
  private final MonitorStore store;
  private final AgentShelf agents;
  private final SeriesDesk desk;

  SeriesSweep(
      DriftConfig config, Watches watches, MonitorStore store, AgentShelf agents, SeriesDesk desk) {
    this.config = config;
    this.watches = watches;
    this.store = store;
    this.agents = agents;
    this.desk = desk;
  }

  void sweep(Slice whole, AgentClock clock) {
    if (clock.sweptMillis != Long.MIN_VALUE && clock.closedThrough < clock.sweptMillis + DAY) {
      return;
    }
    clock.sweptMillis = clock.closedThrough;
    long oldest = clock.closedThrough - config.history().toMillis();
    SeriesIndex index = agents.indexOf(whole);
    List<SeriesKey> dead = new ArrayList<>();
    for (SeriesKey key : index.series()) {
      if (agents.headOf(key).isEmpty() && lastSeen(key) < oldest) {
        dead.add(key);
      }
    }
    for (SeriesKey key : dead) {
      desk.change(key, clock, SeriesMonitor::retire);
      store.remove(key.headKey());
      store.remove(key.detectorKey());
      store.remove(key.historyKey());
      index.remove(key);
    }
    if (!dead.isEmpty()) {
      agents.save(whole, index);
    }
  }

  private long lastSeen(SeriesKey key) {
    byte[] bytes = store.get(key.historyKey());
    long newestHour =
        bytes == null ? Long.MIN_VALUE : SeriesHistory.decode(bytes).newestHourMillis();
    byte[] detector = store.get(key.detectorKey());
    Optional<Watch> watch = watches.of(key.signal());
    return detector == null || watch.isEmpty()
        ? newestHour
        : Math.max(newestHour, SeriesState.decode(detector, watch.get()).lastPaneEnd);
  }
}
