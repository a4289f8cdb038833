package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;

/**
 * Keeps an agent's small entries in the store: its clock, the index of its series, and which panes
 * of a series are open. What is asked for and is not there is new and empty. Not thread-safe.
 */
final class AgentShelf {
  private final MonitorStore store;
  private final DriftConfig config;

  AgentShelf(MonitorStore store, DriftConfig config) {
    this.store = store;
    this.config = config;
  }

  AgentClock clockOf(Slice slice) {
    byte[] bytes = store.get(clockKey(slice));
    return bytes == null ? new AgentClock() : AgentClock.decode(bytes);
  }

  void save(Slice slice, AgentClock clock) {
    store.put(clockKey(slice), clock.encode());
  }

  SeriesIndex indexOf(Slice slice) {
    byte[] bytes = store.get(indexKey(slice));
    Slice whole = Slice.ofAgent(slice.tenantId(), slice.environment(), slice.agent());
    return bytes == null ? new SeriesIndex() : SeriesIndex.decode(bytes, whole);
  }

  /** Enters a series that nothing was seen of before; refused where the index is full. */
  boolean register(SeriesKey key) {
    SeriesIndex index = indexOf(key.slice());
    if (index.isFull()) {
      return false;
    }
    index.add(key);
    save(key.slice(), index);
    save(key, new SeriesHead(config.pane().toMillis()));
    return true;
  }

  void save(Slice slice, SeriesIndex index) {
    store.put(indexKey(slice), index.encode());
  }

  boolean knows(SeriesKey key) {
    return store.get(key.headKey()) != null;
  }

  SeriesHead headOf(SeriesKey key) {
    byte[] bytes = store.get(key.headKey());
    return bytes == null ? new SeriesHead(config.pane().toMillis()) : SeriesHead.decode(bytes);
  }

  void save(SeriesKey key, SeriesHead head) {
    store.put(key.headKey(), head.encode());
  }

  /** The panes that wait of a series, which change its head. */
  OpenPanes panesOf(SeriesKey key, SeriesHead head) {
    return new OpenPanes(store, key, head, config.pane().toMillis());
  }

  private static String indexKey(Slice slice) {
    return String.join("\0", "i", slice.environment(), slice.agent());
  }

  private static String clockKey(Slice slice) {
    return String.join("\0", "c", slice.environment(), slice.agent());
  }
}
