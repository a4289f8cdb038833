package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a series' state out of the store with all that its parts need, and puts it back. */
final class SeriesDesk {
  private final DriftConfig config;
  private final MonitorStore store;
  private final MonitorOutput output;
  private final DeploymentShelf deployments;

  SeriesDesk(
      DriftConfig config, MonitorStore store, MonitorOutput output, DeploymentShelf deployments) {
    this.config = config;
    this.store = store;
    this.output = output;
    this.deployments = deployments;
  }

  SeriesContext open(SeriesKey key, Watch watch, Supplier<List<SeriesKey>> ofAgent) {
    byte[] bytes = store.get(key.detectorKey());
    return new SeriesContext(
        key,
        watch,
        config,
        bytes == null ? new SeriesState() : SeriesState.decode(bytes, watch),
        new HistoryDoor(store, key.historyKey()),
        ProcessTally.load(store),
        new Once(key.slice()),
        new Neighbours(store, config, ofAgent),
        output);
  }

  /** Puts it back; the clock learns until when an open finding may wait for data. */
  void close(SeriesContext series, AgentClock clock) {
    SeriesKey key = series.key();
    SeriesState state = series.state();
    store.put(key.detectorKey(), state.encode());
    if (state.open().isPresent()) {
      clock.openSeries.put(
          key.detectorKey(), state.silenceDueMillis(config) + config.lateness().toMillis());
    } else {
      clock.openSeries.remove(key.detectorKey());
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
