package dev.leeway.signals.source.watch;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The newest numbers that were said of a source, by the time of which they are; of two of one time
 * the greater holds. Not thread-safe.
 */
final class Recent {
  private final int max;
  private final TreeMap<Long, Double> values = new TreeMap<>();

  Recent(int max) {
    this.max = max;
  }

  void add(long atMillis, double value) {
    values.merge(atMillis, value, Math::max);
    if (values.size() > max) {
      values.pollFirstEntry();
    }
  }

  void addAll(Recent others) {
    others.values.forEach(this::add);
  }

  NavigableMap<Long, Double> all() {
    return values;
  }

  NavigableMap<Long, Double> until(long atMillis) {
    return values.headMap(atMillis, true);
  }

  void encode(StateWriter out) {
    out.number(values.size());
    values.forEach((at, value) -> out.number(at).real(value));
  }

  void decode(StateReader in) {
    for (int left = in.size(); left > 0; left--) {
      values.put(in.number(), in.real());
    }
  }

  /** The one that held at that time, else the first that did; NaN for none. */
  double heldAt(long atMillis) {
    Map.Entry<Long, Double> held = values.floorEntry(atMillis);
    held = held == null ? values.firstEntry() : held;
    return held == null ? Double.NaN : held.getValue();
  }
}
