package dev.leeway.signals.condition.replica;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Collections;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often an agent reports, learned: runs per hour over eight days, and how much its minutes
 * scatter. From it follows how long a silence may be: until {@code exp(-Lambda / phi) < alpha},
 * where Lambda is the number of runs expected since the last one by the same hour a week ago, else
 * yesterday, else on average, and phi the variance of a minute's count over its mean; and at least
 * half as long again, in Lambda / phi, as the third longest silence of those eight days. Traffic
 * that comes in bursts is no Poisson process however wide, so its own pauses are the measure; of
 * the two longest none is believed, since an outage must not hide the next.
 *
 * <p>Moments fade with a time constant of a day. At most 192 hours, some 800 bytes. Not
 * thread-safe.
 */
final class Cadence {
  /** One silence in a million is this long by chance. */
  static final double ALPHA = 1e-6;

  static final long HOURS_KEPT = 8 * 24;
  private static final long HOUR = 60 * Minute.MILLIS;
  private static final long DAY = 24 * HOUR;
  private static final long RUNS_MIN = 100;

  /** Whatever the rate: exporters batch, and collectors restart. */
  private static final int SILENCE_MINUTES_MIN = 5;

  private static final int SILENCE_MINUTES_MAX = 2 * 24 * 60;
  private static final double FADE_MINUTES = 1_440;
  private static final int PAUSES_KEPT = 3;
  private static final double LONGER = 1.5;
  private static final int VERSION = 2;
  private static final int PAUSES_SINCE = 2;

  private final TreeMap<Long, Long> hours = new TreeMap<>();
  private long firstMinute;
  private long lastMinute;
  private double weight;
  private double sum;
  private double squares;

  /** The longest silences, in Lambda / phi, by when they ended. */
  private final TreeMap<Long, Double> pauses = new TreeMap<>();

  void add(long minuteStart, long count) {
    if (hours.isEmpty()) {
      firstMinute = minuteStart;
      lastMinute = minuteStart - Minute.MILLIS;
    }
    if (minuteStart > lastEndMillis() && learned()) {
      paused(minuteStart);
    }
    double gap = Math.max(1, (double) (minuteStart - lastMinute) / Minute.MILLIS);
    double fade = Math.exp(-gap / FADE_MINUTES);
    weight = weight * fade + gap;
    sum = sum * fade + count;
    squares = squares * fade + (double) count * count;
    lastMinute = minuteStart;
    hours.merge(hourOf(minuteStart), count, Long::sum);
    hours.headMap(hourOf(minuteStart) - HOURS_KEPT * HOUR, false).clear();
  }

  /** Whether a day's rhythm is known, of enough runs. */
  boolean learned() {
    long runs = hours.values().stream().mapToLong(Long::longValue).sum();
    return lastMinute - firstMinute >= DAY && runs >= RUNS_MIN;
  }

  long lastEndMillis() {
    return lastMinute + Minute.MILLIS;
  }

  double meanPerMinute() {
    return weight > 0 ? sum / weight : 0;
  }

  double phi() {
    double mean = meanPerMinute();
    return mean > 0 ? Math.max(1, (squares / weight - mean * mean) / mean) : 1;
  }

  /** When a silence since the last run is no chance any more. */
  long silentAtMillis() {
    double needed = phi() * Math.max(Math.log(1 / ALPHA), LONGER * usualPause());
    double expected = 0;
    long at = lastEndMillis();
    for (int minute = 1; minute <= SILENCE_MINUTES_MAX; minute++) {
      expected += rateAt(at);
      at += Minute.MILLIS;
      if (expected > needed && minute >= SILENCE_MINUTES_MIN) {
        break;
      }
    }
    return at;
  }

  private void paused(long untilMillis) {
    double expected = 0;
    long from = Math.max(lastEndMillis(), untilMillis - SILENCE_MINUTES_MAX * Minute.MILLIS);
    for (long at = from; at < untilMillis; at += Minute.MILLIS) {
      expected += rateAt(at);
    }
    pauses.headMap(untilMillis - HOURS_KEPT * HOUR, false).clear();
    pauses.put(untilMillis, expected / phi());
    if (pauses.size() > PAUSES_KEPT) {
      pauses.values().remove(Collections.min(pauses.values()));
    }
  }

  private double usualPause() {
    return pauses.size() < PAUSES_KEPT ? 0 : Collections.min(pauses.values());
  }

  /** Runs a minute that are usual at that time. */
  double rateAt(long atMillis) {
    long hour = hourOf(atMillis);
    for (long before : new long[] {7 * DAY, DAY}) {
      long then = hour - before;
      if (then >= firstMinute) {
        return hours.getOrDefault(then, 0L) / 60.0;
      }
    }
    return meanPerMinute();
  }

  private static long hourOf(long millis) {
    return Math.floorDiv(millis, HOUR) * HOUR;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(firstMinute).number(lastMinute);
    writer.real(weight).real(sum).real(squares).number(hours.size());
    hours.forEach((hour, count) -> writer.number(hour / HOUR).number(count));
    writer.number(pauses.size());
    pauses.forEach((until, length) -> writer.number(until).real(length));
    return writer.bytes();
  }

  static Cadence decode(byte @Nullable [] bytes) {
    Cadence cadence = new Cadence();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      cadence.firstMinute = reader.number();
      cadence.lastMinute = reader.number();
      cadence.weight = reader.real();
      cadence.sum = reader.real();
      cadence.squares = reader.real();
      for (int left = reader.size(); left > 0; left--) {
        cadence.hours.put(reader.number() * HOUR, reader.number());
      }
      for (int left = reader.version() < PAUSES_SINCE ? 0 : reader.size(); left > 0; left--) {
        cadence.pauses.put(reader.number(), reader.real());
      }
    }
    return cadence;
  }
}
