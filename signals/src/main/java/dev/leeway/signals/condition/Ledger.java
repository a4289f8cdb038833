package dev.leeway.signals.condition;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What conditions keep of one agent: by key, until when, and when it wants to be woken. Nothing is
 * kept without an end. Not thread-safe.
 */
final class Ledger {
  /** Further keys are refused and counted. */
  static final int KEYS_MAX = 4_000;

  static final long NEVER = Long.MAX_VALUE;
  private static final int VERSION = 1;

  private final TreeMap<String, Times> entries = new TreeMap<>();

  /** When an entry ends, and when it wants to be woken. */
  record Times(long untilMillis, long wakeMillis) {
    long due() {
      return Math.min(untilMillis, wakeMillis);
    }
  }

  /** Something that is due. */
  record Due(String key, Times times) {}

  /** Whether there was room. */
  boolean keep(String key, long untilMillis) {
    Times known = entries.get(key);
    if (known == null && entries.size() >= KEYS_MAX) {
      return false;
    }
    entries.put(key, new Times(untilMillis, known == null ? NEVER : known.wakeMillis));
    return true;
  }

  void wakeAt(String key, long atMillis) {
    entries.computeIfPresent(key, (same, times) -> new Times(times.untilMillis, atMillis));
  }

  void remove(String key) {
    entries.remove(key);
  }

  /** What is due first; null for nothing. */
  @Nullable Due first() {
    Map.Entry<String, Times> first = null;
    for (Map.Entry<String, Times> entry : entries.entrySet()) {
      if (first == null || entry.getValue().due() < first.getValue().due()) {
        first = entry;
      }
    }
    return first == null ? null : new Due(first.getKey(), first.getValue());
  }

  /** How many keys begin so. */
  int count(String prefix) {
    return (int)
        entries.tailMap(prefix, true).keySet().stream()
            .takeWhile(key -> key.startsWith(prefix))
            .count();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(entries.size());
    entries.forEach(
        (key, times) -> writer.text(key).number(times.untilMillis).number(times.wakeMillis));
    return writer.bytes();
  }

  static Ledger decode(byte @Nullable [] bytes) {
    Ledger ledger = new Ledger();
    if (bytes == null) {
      return ledger;
    }
    StateReader reader = new StateReader(bytes, VERSION);
    for (int left = reader.size(); left > 0; left--) {
      ledger.entries.put(reader.text(), new Times(reader.number(), reader.number()));
    }
    return ledger;
  }
}
