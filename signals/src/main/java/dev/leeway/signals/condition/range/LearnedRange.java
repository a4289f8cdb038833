package dev.leeway.signals.condition.range;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.mix.Witnesses;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.MergedWindow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one slice: how they were distributed so far, and in the last {@value
 * #RECENT_MINUTES} minutes. What is recent is learned only when it is recent no more and nothing
 * was wrong with it, so that a change does not teach itself. At most 2,100 buckets, mostly some
 * dozens. Not thread-safe.
 *
 * <p>A change ends when so many numbers in a row are inside again, or becomes what is usual when so
 * many were seen over a day: pauses, at night or at weekends, end nothing. The second version came
 * with that, and with who gave the numbers outside.
 */
final class LearnedRange {
  static final int RECENT_MINUTES = 10;

  /** Beyond so many the old ones count half, so that what was learned follows slow changes. */
  private static final long LEARNED_MAX = 50_000;

  private static final long NEVER = Long.MIN_VALUE;
  private static final int VERSION = 2;
  private static final int WITNESSES_SINCE = 2;

  /** Of a minute; more say nothing more. */
  private static final int EXEMPLARS_MAX = 3;

  private Distribution learned = Distribution.EMPTY;
  private Distribution held = Distribution.EMPTY;
  private final TreeMap<Long, Distribution> recent = new TreeMap<>();

  /** Of the recent minutes with numbers outside, runs that gave them. */
  private final TreeMap<Long, List<String>> outsideOf = new TreeMap<>();

  private long outsideSince = NEVER;

  /** Numbers in a row that were inside, while others are outside. */
  private long insideAgain;

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
    outsideOf.headMap(recent.firstKey(), false).clear();
    fade();
  }

  /** Says of the newest minute which runs gave the numbers that are outside, where some are. */
  void outsideBy(List<String> exemplars) {
    outsideOf.put(recent.lastKey(), exemplars.stream().sorted().limit(EXEMPLARS_MAX).toList());
    insideAgain = 0;
  }

  /** Of the newest minute numbers are outside, and whose they are nobody knows. */
  void outsideBySomebody() {
    insideAgain = 0;
  }

  /** Of the newest minute no number is outside. */
  void noneOutside() {
    insideAgain += recent.lastEntry().getValue().count();
  }

  /** Who gave numbers outside in so many of the newest minutes. */
  Witnesses witnesses(int minutes) {
    Witnesses witnesses = new Witnesses();
    outsideOf
        .tailMap(recent.lastKey() - (minutes - 1) * Minute.MILLIS, true)
        .forEach(witnesses::add);
    return witnesses;
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

  /** Numbers are outside since that time, or still since an earlier one. */
  void outside(long sinceMillis) {
    outsideSince = outsideSince == NEVER ? sinceMillis : outsideSince;
  }

  long outsideSince() {
    return outsideSince;
  }

  /**
   * After so many numbers in a row inside, or so many of late with no more outside than ever, none
   * are outside; what came meanwhile is forgotten.
   */
  void isOverAfter(long numbers) {
    if (insideAgain >= numbers || newest(RECENT_MINUTES).count() >= numbers) {
      isInside();
    }
  }

  /** Whether it began by then and so many numbers came since: from now on that is what is usual. */
  boolean accepts(long begunByMillis, long numbers) {
    boolean stayed = outsideSince <= begunByMillis && held.count() >= numbers;
    if (stayed) {
      learned = held;
      isInside();
    }
    return stayed;
  }

  private void isInside() {
    outsideSince = NEVER;
    insideAgain = 0;
    held = Distribution.EMPTY;
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
    writer.number(insideAgain).number(outsideOf.size());
    outsideOf.forEach((minute, exemplars) -> writer.number(minute).texts(exemplars));
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
      if (reader.version() >= WITNESSES_SINCE) {
        range.insideAgain = reader.number();
        for (int left = reader.size(); left > 0; left--) {
          range.outsideOf.put(reader.number(), reader.texts());
        }
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
