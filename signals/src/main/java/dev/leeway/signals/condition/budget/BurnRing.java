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

  private final TreeMap<Long, BadCount> minutes = new TreeMap<>();
  private final TreeMap<Long, BadCount> quarters = new TreeMap<>();

  void add(long minuteStart, BadCount sum) {
    minutes.merge(minuteStart, sum, BadCount::plus);
    addTo(minuteStart, sum);
    forgetBefore(minuteStart + Minute.MILLIS);
  }

  /** A whole hour or a quarter of one, out of storage: it lies in the quarter it begins in. */
  void addStored(long startMillis, BadCount sum) {
    addTo(startMillis, sum);
  }

  /** What is known of the three days before the window of so many minutes. */
  BadCount before(int lengthMinutes, long endMillis) {
    return window(BurnPair.THREE_DAYS.longMinutes(), endMillis)
        .minus(window(lengthMinutes, endMillis));
  }

  /** What the window of so many minutes holds that ends at that time. */
  BadCount window(int lengthMinutes, long endMillis) {
    long from = endMillis - lengthMinutes * Minute.MILLIS;
    return lengthMinutes * Minute.MILLIS <= HOUR
        ? sumOf(minutes.tailMap(from, true))
        : sumOf(quarters.tailMap(from, true));
  }

  /** How long ago the oldest entry began. */
  long reachMillis(long endMillis) {
    return quarters.isEmpty() ? 0 : endMillis - quarters.firstKey();
  }

  private void addTo(long atMillis, BadCount sum) {
    quarters.merge(Math.floorDiv(atMillis, QUARTER) * QUARTER, sum, BadCount::plus);
  }

  private void forgetBefore(long endMillis) {
    minutes.headMap(endMillis - HOUR, false).clear();
    quarters.headMap(endMillis - KEPT_MILLIS, false).clear();
  }

  private static BadCount sumOf(Map<Long, BadCount> sums) {
    return sums.values().stream().reduce(BadCount.NONE, BadCount::plus);
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

  private static void encode(SortedMap<Long, BadCount> sums, long step, StateWriter writer) {
    writer.number(sums.size());
    long last = 0;
    for (Map.Entry<Long, BadCount> entry : sums.entrySet()) {
      long position = entry.getKey() / step;
      BadCount sum = entry.getValue();
      writer.number(position - last).number(Math.round(sum.bad() * STEPS)).number(sum.all());
      last = position;
    }
  }

  private static void decode(Map<Long, BadCount> sums, long step, StateReader reader) {
    long position = 0;
    for (int left = reader.size(); left > 0; left--) {
      position += reader.number();
      sums.put(position * step, new BadCount(reader.number() / STEPS, reader.number()));
    }
  }
}
