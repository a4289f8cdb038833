package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.window.Slice;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a series' state out of the store with all that its parts need, and puts it back. */
final class SeriesDesk {
  private final DriftConfig config;
  private final Watches watches;
  private final MonitorStore store;
  private final MonitorOutput output;
  private final AgentShelf agents;
  private final DeploymentShelf deployments;

  SeriesDesk(
      DriftConfig config,
      Watches watches,
      MonitorStore store,
      MonitorOutput output,
      AgentShelf agents,
      DeploymentShelf deployments) {
    this.config = config;
    this.watches = watches;
    this.store = store;
    this.output = output;
    this.agents = agents;
    this.deployments = deployments;
  }

  /** Loads a series' detector, changes it, stores it; returns the length of its panes. */
  long change(SeriesKey key, AgentClock clock, Consumer<SeriesMonitor> change) {
    Optional<Watch> watch = watches.of(key.signal());
    if (watch.isEmpty()) {
      return config.pane().toMillis();
    }
    SeriesContext series = open(key, watch.get());
    change.accept(new SeriesMonitor(series));
    close(series, clock);
    return series.state().slow ? config.slowPane().toMillis() : config.pane().toMillis();
  }

  SeriesContext open(SeriesKey key, Watch watch) {
    byte[] bytes = store.get(key.detectorKey());
    SeriesState state = bytes == null ? new SeriesState() : SeriesState.decode(bytes, watch);
    HistoryDoor histories = new HistoryDoor(store, key.historyKey());
    if (state.effectsOfPin) {
      histories.change(SeriesHistory::forgetEffects);
    }
    return new SeriesContext(
        key,
        watch,
        config,
        state,
        histories,
        ProcessTally.load(store),
        new Once(key.slice()),
        new Neighbours(store, config, () -> agents.indexOf(key.slice()).series()),
        new SeasonShelf(config, store, output),
        output);
  }

  /** Puts it back; the clock learns until when open findings may wait for data. */
  void close(SeriesContext series, AgentClock clock) {
    SeriesKey key = series.key();
    SeriesState state = series.state();
    store.put(key.detectorKey(), state.encode());
    waits(
        key.detectorKey(),
        state.anyOpen() ? OptionalLong.of(state.silenceDueMillis(config)) : OptionalLong.empty(),
        clock);
    series.seasons().dues().forEach((name, due) -> waits(name, due, clock));
  }

  private void waits(String name, OptionalLong dueMillis, AgentClock clock) {
    if (dueMillis.isPresent()) {
      clock.openSeries.put(name, dueMillis.getAsLong() + config.lateness().toMillis());
    } else {
      clock.openSeries.remove(name);
    }
  }

  /** An agent's book, read when it is first asked for. */
  private final class Once implements Supplier<DeploymentBook> {
    private final Slice slice;
    private @Nullable DeploymentBook book;

    Once(Slice slice) {
      this.slice = slice;
    }

    @Override
    public DeploymentBook get() {
      DeploymentBook known = book;
      if (known == null) {
        known = deployments.of(slice);
        book = known;
      }
      return known;
    }
  }
}
