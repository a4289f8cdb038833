package dev.leeway.signals.condition.serving;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.forecast.Trend;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The load of one replica over the last quarter of an hour. Travels as versioned bytes; not
 * thread-safe.
 */
final class RecentLoad {
  static final long KEPT_MILLIS = 15 * Minute.MILLIS;

  /** Of the pairs of minutes, the later must be higher in so many. */
  private static final double RISING_MIN = 2.0 / 3;

  /** Fewer requests, or milliseconds, are no queue. */
  private static final double WAITING_MIN = 1;

  private static final int VERSION = 1;

  private final Deque<Load> loads = new ArrayDeque<>();

  /**
   * One minute.
   *
   * @param queue requests that wait; NaN where nobody says
   * @param queueMillis how long they wait; NaN where nobody says
   */
  record Load(long atMillis, double batch, double queue, double queueMillis) {}

  /** What grows while the batch does no more. */
  record Growth(String what, double level, double perMinute) {}

  void add(Load load) {
    loads.addLast(load);
    while (loads.getFirst().atMillis <= load.atMillis - KEPT_MILLIS) {
      loads.removeFirst();
    }
  }

  /** For how many minutes without a gap, up to the newest, there were at least so many requests. */
  int minutesAtLeast(double batch) {
    int minutes = 0;
    long expected = loads.getLast().atMillis;
    for (Load load : loads.reversed()) {
      if (load.atMillis != expected || load.batch < batch) {
        break;
      }
      minutes++;
      expected -= Minute.MILLIS;
    }
    return minutes;
  }

  double batch() {
    return loads.getLast().batch;
  }

  /**
   * How the queue grew in the newest minutes, else the time in it; absent where neither did, or too
   * little is known.
   */
  @Nullable Growth growth(int minutes) {
    List<Load> newest =
        List.copyOf(loads).subList(Math.max(0, loads.size() - minutes), loads.size());
    Growth queue = growing(newest, "requests wait", Load::queue);
    return queue != null ? queue : growing(newest, "ms are waited", Load::queueMillis);
  }

  private static @Nullable Growth growing(
      List<Load> loads, String what, ToDoubleFunction<Load> value) {
    List<Trend.Point> fallen =
        loads.stream()
            .filter(load -> !Double.isNaN(value.applyAsDouble(load)))
            .map(load -> new Trend.Point(load.atMillis, -value.applyAsDouble(load)))
            .toList();
    if (fallen.size() < Trend.POINTS_MIN) {
      return null;
    }
    Trend trend = Trend.of(fallen);
    boolean grows =
        trend.falling() >= RISING_MIN && trend.slopeHigh() < 0 && -trend.level() >= WAITING_MIN;
    return grows ? new Growth(what, -trend.level(), -trend.slopePerMinute()) : null;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(loads.size());
    loads.forEach(load ->
        writer
            .number(load.atMillis / Minute.MILLIS)
            .real(load.batch)
            .real(load.queue)
            .real(load.queueMillis));
    return writer.bytes();
  }

  static RecentLoad decode(byte @Nullable [] bytes) {
    RecentLoad recent = new RecentLoad();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      for (int left = reader.size(); left > 0; left--) {
        recent.loads.addLast(
            new Load(reader.number() * Minute.MILLIS, reader.real(), reader.real(), reader.real()));
      }
    }
    return recent;
  }
}
