package dev.leeway.signals.condition.range;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.MergedWindow;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one slice: how they were distributed so far, and in the last {@value
 * #RECENT_MINUTES} minutes. What is recent is learned only when it is recent no more and nothing
 * was wrong with it, so that a change does not teach itself. At most 2,100 buckets, mostly some
 * dozens. Not thread-safe.
 */
final class LearnedRange {
  static final int RECENT_MINUTES = 10;

  /** Beyond so many the old ones count half, so that what was learned follows slow changes. */
  private static final long LEARNED_MAX = 50_000;

  private static final long NEVER = Long.MIN_VALUE;
  private static final int VERSION = 1;

  private Distribution learned = Distribution.EMPTY;
  private Distribution held = Distribution.EMPTY;
  private final TreeMap<Long, Distribution> recent = new TreeMap<>();
  private long outsideSince = NEVER;

  /** Takes a minute in. */
  void add(MergedWindow window) {
    recent.put(window.fromMillis(), window.distribution());
    Map<Long, Distribution> old =
        recent.headMap(window.fromMillis() - (RECENT_MINUTES - 1) * Minute.MILLIS, false);
    for (Distribution minute : old.values()) {
      if (outsideSince == NEVER) {
        learned = learned.plus(minute);
      } else {
        held = held.plus(minute);
      }
    }
    old.clear();
    fade();
  }

  /** A whole hour, out of storage. */
  void learn(MergedWindow hour) {
    learned = learned.plus(hour.distribution());
    fade();
  }

  Distribution learned() {
    return learned;
  }

  /** What came in so many of the newest minutes. */
  Distribution newest(int minutes) {
    return recent.tailMap(recent.lastKey() - (minutes - 1) * Minute.MILLIS, true).values().stream()
        .reduce(Distribution.EMPTY, Distribution::plus);
  }

  /** Numbers are outside since that time, or still since an earlier one, which is said. */
  long outside(long sinceMillis) {
    outsideSince = outsideSince == NEVER ? sinceMillis : outsideSince;
    return outsideSince;
  }

  /** Nothing is outside any more: what came meanwhile is forgotten. */
  void isInside() {
    outsideSince = NEVER;
    held = Distribution.EMPTY;
  }

  /** What was outside for so long is what is usual now. */
  void accept() {
    learned = held;
    isInside();
  }

  private void fade() {
    if (learned.count() > LEARNED_MAX) {
      Map<Integer, Long> half = new TreeMap<>();
      learned.buckets().forEach((index, n) -> half.put(index, n / 2));
      learned = Distribution.of(learned.zeros() / 2, half);
    }
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(outsideSince);
    encode(learned, writer);
    encode(held, writer);
    writer.number(recent.size());
    recent.forEach((minute, numbers) -> {
      writer.number(minute);
      encode(numbers, writer);
    });
    return writer.bytes();
  }

  static LearnedRange decode(byte @Nullable [] bytes) {
    LearnedRange range = new LearnedRange();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      range.outsideSince = reader.number();
      range.learned = distribution(reader);
      range.held = distribution(reader);
      for (int left = reader.size(); left > 0; left--) {
        range.recent.put(reader.number(), distribution(reader));
      }
    }
    return range;
  }

  private static void encode(Distribution numbers, StateWriter writer) {
    Map<Integer, Long> buckets = numbers.buckets();
    writer.number(numbers.zeros()).number(buckets.size());
    long last = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      writer.number(bucket.getKey() - last).number(bucket.getValue());
      last = bucket.getKey();
    }
  }

  private static Distribution distribution(StateReader reader) {
    long zeros = reader.number();
    Map<Integer, Long> buckets = new TreeMap<>();
    long index = 0;
    for (int left = reader.size(); left > 0; left--) {
      index += reader.number();
      buckets.put((int) index, reader.number());
    }
    return Distribution.of(zeros, buckets);
  }
}
