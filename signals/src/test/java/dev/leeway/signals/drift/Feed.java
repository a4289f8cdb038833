package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.MINUTE;

import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.List;

/** One agent's traffic led through a monitor, minute by minute, as if it came live. */
final class Feed {
  /** A Monday, at midnight. */
  static final long START = 20_374 * DAY + 4 * DAY;

  final MapStore store = new MapStore();
  final Recording recording = new Recording();
  final TenantMonitor monitor;
  final Traffic traffic;
  long now = START;

  /** Only this signal is handed over; all of them where it is empty. */
  String only = "";

  Feed(long seed, Traffic.Shape shape) {
    this(seed, shape, DriftConfig.defaults());
  }

  Feed(long seed, Traffic.Shape shape, DriftConfig config) {
    traffic = new Traffic(seed, shape);
    monitor = new TenantMonitor("acme", config, Watches.defaults(), store, recording);
  }

  /** Live traffic for so long; the agent's clock is 30 s behind. */
  void live(long millis, double runsPerHour, Traffic.Shift shift) {
    for (long end = now + millis; now < end; now += MINUTE) {
      traffic.minute(now, runsPerHour, shift).stream()
          .filter(partial -> only.isEmpty() || partial.signal().equals(only))
          .forEach(monitor::add);
      monitor.advance("prod", "shop", now + 30_000, now + MINUTE);
    }
  }

  /** The partials of a stretch, which is not handed over. */
  List<WindowPartial> withheld(long millis, double runsPerHour, Traffic.Shift shift) {
    List<WindowPartial> partials = new ArrayList<>();
    for (long end = now + millis; now < end; now += MINUTE) {
      partials.addAll(traffic.minute(now, runsPerHour, shift));
    }
    return partials;
  }

  /** The wall clock goes on without data. */
  void silence(long millis) {
    for (long end = now + millis; now < end; now += MINUTE) {
      monitor.advance("prod", "shop", now, now);
    }
  }

  /** Eight calm hours of ten runs a minute: past learning, with the hour before available. */
  static Feed warm(long seed) {
    Feed feed = new Feed(seed, Traffic.Shape.calm());
    feed.live(8 * HOUR, 600, Traffic.Shift.NONE);
    return feed;
  }
}
