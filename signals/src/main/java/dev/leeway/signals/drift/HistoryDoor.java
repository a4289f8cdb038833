package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.SeriesHistory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a series' history when it is first needed, and writes it back when it was changed. */
final class HistoryDoor {
  private final MonitorStore store;
  private final String storeKey;
  private @Nullable SeriesHistory history;

  HistoryDoor(MonitorStore store, String storeKey) {
    this.store = store;
    this.storeKey = storeKey;
  }

  SeriesHistory read() {
    SeriesHistory known = history;
    if (known == null) {
      byte[] bytes = store.get(storeKey);
      known = bytes == null ? new SeriesHistory() : SeriesHistory.decode(bytes);
      history = known;
    }
    return known;
  }

  void change(Consumer<SeriesHistory> change) {
    SeriesHistory changed = read();
    change.accept(changed);
    store.put(storeKey, changed.encode());
  }
}
