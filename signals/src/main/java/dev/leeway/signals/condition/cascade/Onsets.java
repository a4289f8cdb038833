package dev.leeway.signals.condition.cascade;

import dev.leeway.signals.condition.traffic.Onset;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How runs went before failures began at a dependency, by its name. At most one begins a minute,
 * and each is let go an hour after its end. Not thread-safe.
 */
final class Onsets {
  private static final int VERSION = 1;

  private final TreeMap<String, Onset<Stretch>> byOrigin = new TreeMap<>();

  Optional<Stretch> before(String origin) {
    return Optional.ofNullable(byOrigin.get(origin)).map(Onset::before);
  }

  void wrong(String origin, Stretch before, long endMillis) {
    Onset<Stretch> known = byOrigin.get(origin);
    byOrigin.put(origin, known == null ? Onset.at(endMillis, before) : known.again(endMillis));
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(byOrigin.size());
    byOrigin.forEach((origin, onset) -> {
      writer.text(origin).number(onset.sinceMillis()).number(onset.lastMillis());
      onset.before().encode(writer);
    });
    return writer.bytes();
  }

  /** Those that still hold. */
  static Onsets decode(byte @Nullable [] bytes, long endMillis) {
    Onsets onsets = new Onsets();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      for (int left = reader.size(); left > 0; left--) {
        String origin = reader.text();
        long since = reader.number();
        long last = reader.number();
        onsets.byOrigin.put(origin, new Onset<>(Stretch.decode(reader), since, last));
      }
      onsets.byOrigin.values().removeIf(onset -> !onset.holds(endMillis));
    }
    return onsets;
  }
}
