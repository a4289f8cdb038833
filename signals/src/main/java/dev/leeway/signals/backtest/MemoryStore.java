package dev.leeway.signals.backtest;

import dev.leeway.signals.drift.MonitorStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A monitor's state for as long as a backtest lasts. Not thread-safe. */
final class MemoryStore implements MonitorStore {
  /** Of a map's entry with key and array, about. */
  private static final int ENTRY_BYTES = 100;

  private final Map<String, byte[]> entries = new HashMap<>();
  private final StateBudget budget;

  MemoryStore(StateBudget budget) {
    this.budget = budget;
  }

  @Override
  public byte @Nullable [] get(String key) {
    return entries.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    byte[] before = entries.put(key, value);
    budget.changed(
        before == null ? ENTRY_BYTES + key.length() + value.length : value.length - before.length);
  }

  @Override
  public void remove(String key) {
    byte[] before = entries.remove(key);
    if (before != null) {
      budget.changed(-(ENTRY_BYTES + key.length() + (long) before.length));
    }
  }
}
