package dev.leeway.signals.drift;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store in memory that copies what it is given, as a state backend would. */
public final class MapStore implements MonitorStore {
  private final Map<String, byte[]> entries = new TreeMap<>();

  @Override
  public byte @Nullable [] get(String key) {
    byte[] value = entries.get(key);
    return value == null ? null : value.clone();
  }

  @Override
  public void put(String key, byte[] value) {
    entries.put(key, value.clone());
  }

  @Override
  public void remove(String key) {
    entries.remove(key);
  }

  Map<String, byte[]> entries() {
    return entries;
  }
}
