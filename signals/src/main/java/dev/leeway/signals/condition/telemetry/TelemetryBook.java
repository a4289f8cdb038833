package dev.leeway.signals.condition.telemetry;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The telemetry of one agent in steps of ten minutes: what is judged, which is the last three, and
 * the hour before. At most 9 entries of some 40 bytes; versioned bytes. Not thread-safe.
 */
final class TelemetryBook {
  private static final int VERSION = 1;
  private static final long STEP_MILLIS = 10 * Minute.MILLIS;
  private static final int STEPS_NOW = 3;
  private static final int STEPS_BEFORE = 6;

  /** How long it is worth keeping. */
  static final long KEPT_MILLIS = (STEPS_NOW + STEPS_BEFORE) * STEP_MILLIS;

  private final TreeMap<Long, Telemetry> steps = new TreeMap<>();

  void add(long atMillis, Telemetry telemetry) {
    long step = Math.floorDiv(atMillis, STEP_MILLIS);
    steps.merge(step, telemetry, Telemetry::plus);
    steps.headMap(step - STEPS_NOW - STEPS_BEFORE, true).clear();
  }

  /** The last twenty to thirty minutes. */
  Telemetry now() {
    return sum(steps.tailMap(judgedFrom()).values());
  }

  /** The hour before what is judged. */
  Telemetry before() {
    return sum(steps.headMap(judgedFrom()).values());
  }

  private long judgedFrom() {
    return steps.isEmpty() ? 0 : steps.lastKey() - STEPS_NOW + 1;
  }

  private static Telemetry sum(Collection<Telemetry> parts) {
    return parts.stream().reduce(Telemetry.NONE, Telemetry::plus);
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(steps.size());
    for (Map.Entry<Long, Telemetry> step : steps.entrySet()) {
      writer.number(step.getKey());
      step.getValue().encode(writer);
    }
    return writer.bytes();
  }

  static TelemetryBook decode(byte @Nullable [] bytes) {
    TelemetryBook book = new TelemetryBook();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      for (int left = reader.size(); left > 0; left--) {
        book.steps.put(reader.number(), Telemetry.decode(reader));
      }
    }
    return book;
  }
}
