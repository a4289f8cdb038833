package dev.leeway.signals.condition.budget;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Bad and all of the last three days: by minute for an hour, by quarter of an hour beyond. A window
 * longer than an hour therefore ends at the newest minute and begins at a whole quarter. At most
 * 350 entries, some 3 KB. Not thread-safe.
 */
final class BurnRing {
  static final long KEPT_MILLIS = 3 * 24 * 60 * Minute.MILLIS;
  private static final long HOUR = 60 * Minute.MILLIS;
  private static final long QUARTER = 15 * Minute.MILLIS;
  private static final int VERSION = 1;

  /** Shares are numbers between 0 and 1: a thousandth of one is fine enough, and exact to add. */
  private static final double STEPS = 1_000;

  private final TreeMap<Long, Sum> minutes = new TreeMap<>();
  private final TreeMap<Long, Sum> quarters = new TreeMap<>();

  /** Bad ones of all. */
  record Sum(double bad, long all) {
    static final Sum NONE = new Sum(0, 0);

    Sum plus(Sum other) {
      return new Sum(bad + other.bad, all + other.all);
    }

    Sum minus(Sum other) {
      return new Sum(Math.max(0, bad - other.bad), Math.max(0, all - other.all));
    }

    double share() {
      return all > 0 ? bad / all : 0;
    }
  }

  void add(long minuteStart, Sum sum) {
    minutes.merge(minuteStart, sum, Sum::plus);
    addTo(minuteStart, sum);
    forgetBefore(minuteStart + Minute.MILLIS);
  }

  /** A whole hour, out of storage: it lies in the hour's first quarter. */
  void addHour(long hourStart, Sum sum) {
    addTo(hourStart, sum);
  }

  /** What the window of so many minutes holds that ends at that time. */
  Sum window(int lengthMinutes, long endMillis) {
    long from = endMillis - lengthMinutes * Minute.MILLIS;
    return lengthMinutes * Minute.MILLIS <= HOUR
        ? sumOf(minutes.tailMap(from, true))
        : sumOf(quarters.tailMap(from, true));
  }

  /** How long ago the oldest entry began. */
  long reachMillis(long endMillis) {
    return quarters.isEmpty() ? 0 : endMillis - quarters.firstKey();
  }

  private void addTo(long atMillis, Sum sum) {
    quarters.merge(Math.floorDiv(atMillis, QUARTER) * QUARTER, sum, Sum::plus);
  }

  private void forgetBefore(long endMillis) {
    minutes.headMap(endMillis - HOUR, false).clear();
    quarters.headMap(endMillis - KEPT_MILLIS, false).clear();
  }

  private static Sum sumOf(Map<Long, Sum> sums) {
    return sums.values().stream().reduce(Sum.NONE, Sum::plus);
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    encode(minutes, Minute.MILLIS, writer);
    encode(quarters, QUARTER, writer);
    return writer.bytes();
  }

  static BurnRing decode(byte @Nullable [] bytes) {
    BurnRing ring = new BurnRing();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      decode(ring.minutes, Minute.MILLIS, reader);
      decode(ring.quarters, QUARTER, reader);
    }
    return ring;
  }

  private static void encode(SortedMap<Long, Sum> sums, long step, StateWriter writer) {
    writer.number(sums.size());
    long last = 0;
    for (Map.Entry<Long, Sum> entry : sums.entrySet()) {
      long position = entry.getKey() / step;
      Sum sum = entry.getValue();
      writer.number(position - last).number(Math.round(sum.bad * STEPS)).number(sum.all);
      last = position;
    }
  }

  private static void decode(Map<Long, Sum> sums, long step, StateReader reader) {
    long position = 0;
    for (int left = reader.size(); left > 0; left--) {
      position += reader.number();
      sums.put(position * step, new Sum(reader.number() / STEPS, reader.number()));
    }
  }
}
