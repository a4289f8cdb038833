package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Keeps what the four-week rule remembers of a tenant, of at most 2,000 quantities or some 18 MB.
 * Not thread-safe.
 */
final class SeasonShelf {
  static final int SEASONS_MAX = 2_000;

  private static final String KEY = "w";
  private static final int VERSION = 1;

  private final DriftConfig config;
  private final MonitorStore store;
  private final MonitorOutput output;
  private final Map<String, OptionalLong> dues = new TreeMap<>();

  SeasonShelf(DriftConfig config, MonitorStore store, MonitorOutput output) {
    this.config = config;
    this.store = store;
    this.output = output;
  }

  /**
   * When open findings of what was put back or removed close for want of data, by the keys of their
   * state; empty where none is open.
   */
  Map<String, OptionalLong> dues() {
    return Collections.unmodifiableMap(dues);
  }

  /** Whether the stored past of this tenant was read, or is being made. */
  boolean isBegun() {
    return store.get(KEY) != null;
  }

  void begin() {
    if (!isBegun()) {
      save(0);
    }
  }

  /** Empty where there is none. */
  Optional<Season> find(SeriesKey key) {
    return Optional.ofNullable(store.get(key.seasonKey())).map(Season::decode);
  }

  /** A new one where there is none; empty where there is no room for one. */
  Optional<Season> findOrBegin(SeriesKey key) {
    Optional<Season> known = find(key);
    if (known.isPresent()) {
      return known;
    }
    int seasons = size();
    if (seasons >= SEASONS_MAX) {
      output.counted(MonitorCount.OVERFLOW_SEASONS, 1);
      return Optional.empty();
    }
    save(seasons + 1);
    return Optional.of(new Season());
  }

  void put(SeriesKey key, Season season) {
    store.put(key.seasonKey(), season.encode());
    dues.put(
        key.seasonKey(),
        season.open == null
            ? OptionalLong.empty()
            : OptionalLong.of(season.silenceDueMillis(config)));
  }

  void remove(SeriesKey key) {
    store.remove(key.seasonKey());
    dues.put(key.seasonKey(), OptionalLong.empty());
    save(Math.max(0, size() - 1));
  }

  private int size() {
    byte[] bytes = store.get(KEY);
    return bytes == null ? 0 : (int) new StateReader(bytes, VERSION).number();
  }

  private void save(int seasons) {
    store.put(KEY, new StateWriter(VERSION).number(seasons).bytes());
  }
}
