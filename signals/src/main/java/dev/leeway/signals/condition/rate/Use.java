package dev.leeway.signals.condition.rate;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.forecast.Trend;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much was used: by minute for half an hour, by five minutes for four hours, by hour for 32
 * days. At most some 850 numbers, 10 KB where every hour has one. Not thread-safe.
 */
final class Use {
  static final long KEPT_MILLIS = 32 * 24 * 60 * Minute.MILLIS;

  private static final long FIVE = 5 * Minute.MILLIS;
  private static final long HOUR = 60 * Minute.MILLIS;
  private static final long QUARTER_DAY = 6 * HOUR;
  private static final int MINUTES_KEPT = 30;
  private static final int FIVES_KEPT = 48;
  private static final int QUARTER_DAYS = 28;
  private static final int VERSION = 1;

  private final TreeMap<Long, Double> minutes = new TreeMap<>();
  private final TreeMap<Long, Double> fives = new TreeMap<>();
  private final TreeMap<Long, Double> hours = new TreeMap<>();

  /** Whether it was told that all is used up. */
  private boolean told;

  void add(long minuteStart, double amount) {
    minutes.merge(minuteStart, amount, Double::sum);
    fives.merge(floor(minuteStart, FIVE), amount, Double::sum);
    long end = minuteStart + Minute.MILLIS;
    minutes.headMap(end - MINUTES_KEPT * Minute.MILLIS, false).clear();
    fives.headMap(end - FIVES_KEPT * FIVE, false).clear();
    addHour(minuteStart, amount);
  }

  /** A whole hour out of storage, or a part of one. */
  void addHour(long atMillis, double amount) {
    hours.merge(floor(atMillis, HOUR), amount, Double::sum);
    hours.headMap(atMillis - KEPT_MILLIS, false).clear();
  }

  /** Since a whole hour. */
  double since(long hourStart) {
    return sumOf(hours.tailMap(hourStart, true));
  }

  /** The first hour that it knows of. */
  OptionalLong countedSince() {
    return hours.isEmpty() ? OptionalLong.empty() : OptionalLong.of(hours.firstKey());
  }

  /** Of the last five minutes. */
  double ofFiveMinutes(long endMillis) {
    return sumOf(minutes.tailMap(endMillis - FIVE, true));
  }

  /** Of the last hour, which begins at a whole five minutes. */
  double ofHour(long endMillis) {
    return sumOf(fives.tailMap(floor(endMillis - HOUR, FIVE), true));
  }

  /** What each of the last minutes used, from the first one with anything on. */
  List<Trend.Point> byMinute(long endMillis) {
    List<Trend.Point> points = new ArrayList<>();
    if (!minutes.isEmpty()) {
      for (long at = minutes.firstKey(); at < endMillis; at += Minute.MILLIS) {
        points.add(new Trend.Point(at, minutes.getOrDefault(at, 0.0)));
      }
    }
    return points;
  }

  /** What was used until each of the last 30 minutes. */
  List<Trend.Point> risenInHalfAnHour(long endMillis) {
    return risen(minutes, Minute.MILLIS, MINUTES_KEPT, endMillis);
  }

  /** Likewise, every five minutes. */
  List<Trend.Point> risenInFourHours(long endMillis) {
    return risen(fives, FIVE, FIVES_KEPT, endMillis);
  }

  /** Likewise, every quarter of a day. */
  List<Trend.Point> risenInSevenDays(long endMillis) {
    return risen(hours, QUARTER_DAY, QUARTER_DAYS, endMillis);
  }

  private static List<Trend.Point> risen(
      NavigableMap<Long, Double> amounts, long step, int steps, long endMillis) {
    List<Trend.Point> points = new ArrayList<>();
    if (amounts.isEmpty()) {
      return points;
    }
    long first = Math.max(floor(endMillis, step) - steps * step, floor(amounts.firstKey(), step));
    double sum = 0;
    for (long at = first; at + step <= endMillis; at += step) {
      sum += sumOf(amounts.subMap(at, at + step));
      points.add(new Trend.Point(at + step, sum));
    }
    return points;
  }

  boolean told() {
    return told;
  }

  void told(boolean now) {
    told = now;
  }

  private static double sumOf(Map<Long, Double> amounts) {
    return amounts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static long floor(long millis, long step) {
    return Math.floorDiv(millis, step) * step;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).flag(told);
    encode(minutes, Minute.MILLIS, writer);
    encode(fives, FIVE, writer);
    encode(hours, HOUR, writer);
    return writer.bytes();
  }

  static Use decode(byte @Nullable [] bytes) {
    Use use = new Use();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      use.told = reader.flag();
      decode(use.minutes, Minute.MILLIS, reader);
      decode(use.fives, FIVE, reader);
      decode(use.hours, HOUR, reader);
    }
    return use;
  }

  private static void encode(SortedMap<Long, Double> amounts, long step, StateWriter writer) {
    writer.number(amounts.size());
    long last = 0;
    for (Map.Entry<Long, Double> entry : amounts.entrySet()) {
      writer.number(entry.getKey() / step - last).real(entry.getValue());
      last = entry.getKey() / step;
    }
  }

  private static void decode(Map<Long, Double> amounts, long step, StateReader reader) {
    long at = 0;
    for (int left = reader.size(); left > 0; left--) {
      at += reader.number();
      amounts.put(at * step, reader.real());
    }
  }
}
