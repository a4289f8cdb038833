package dev.leeway.signals.drift;

import org.jspecify.annotations.Nullable;

/**
 * Where a {@link TenantMonitor} keeps its state: versioned bytes by key, of one tenant. A keyed
 * Flink {@code MapState<String, byte[]>} is one. The arrays belong to the receiver after the call.
 */
public interface MonitorStore {
  byte @Nullable [] get(String key);

  void put(String key, byte[] value);

  void remove(String key);
}
