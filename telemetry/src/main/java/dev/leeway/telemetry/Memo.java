package dev.leeway.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the results of a pure function, at most so many; forgets what was not asked for
 * longest. Not thread-safe.
 */
final class Memo<K, V> extends LinkedHashMap<K, V> {
  private final int sizeMax;

  Memo(int sizeMax) {
    super(16, 0.75f, true);
    this.sizeMax = sizeMax;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > sizeMax;
  }
}
