package dev.leeway.signals.condition.serving;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.forecast.Trend;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The share in use of one thing over the last minutes, and how high it was lately before it came
 * down again by itself: what breathes is not running full, however steadily it fills now. Travels
 * as versioned bytes, some 400 of them; not thread-safe.
 */
final class LevelMemory {
  static final long KEPT_MILLIS = 24 * 60 * Minute.MILLIS;

  /** So much lower than its peak it has come down again. */
  private static final double RELIEF = 0.1;

  /** From here on it did not come down by itself: it ran into its limit. */
  private static final double EXHAUSTED = 0.95;

  private static final long POINTS_MILLIS = Outlook.MINUTES_SEEN * Minute.MILLIS;
  private static final int VERSION = 1;

  private final Deque<Trend.Point> points = new ArrayDeque<>();
  private double peak;
  private double relieved;
  private long relievedMillis;

  void add(long minuteMillis, double used) {
    points.addLast(new Trend.Point(minuteMillis, used));
    while (points.getFirst().atMillis() <= minuteMillis - POINTS_MILLIS) {
      points.removeFirst();
    }
    if (minuteMillis - relievedMillis > KEPT_MILLIS) {
      relieved = 0;
    }
    peak = Math.max(peak, used);
    if (used <= peak - RELIEF) {
      if (peak < EXHAUSTED && peak >= relieved) {
        relieved = peak;
        relievedMillis = minuteMillis;
      }
      peak = used;
    }
  }

  List<Trend.Point> points() {
    return new ArrayList<>(points);
  }

  /** The highest share of the last day from which it came down again; 0 for none. */
  double relieved() {
    return relieved;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(points.size());
    points.forEach(point -> writer.number(point.atMillis() / Minute.MILLIS).real(point.value()));
    return writer.real(peak).real(relieved).number(relievedMillis).bytes();
  }

  static LevelMemory decode(byte @Nullable [] bytes) {
    LevelMemory memory = new LevelMemory();
    if (bytes == null) {
      return memory;
    }
    StateReader reader = new StateReader(bytes, VERSION);
    for (int left = reader.size(); left > 0; left--) {
      memory.points.addLast(new Trend.Point(reader.number() * Minute.MILLIS, reader.real()));
    }
    memory.peak = reader.real();
    memory.relieved = reader.real();
    memory.relievedMillis = reader.number();
    return memory;
  }
}
