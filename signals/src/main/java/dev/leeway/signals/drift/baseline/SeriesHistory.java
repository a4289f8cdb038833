package dev.leeway.signals.drift.baseline;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last days of one signal of one slice as hourly histograms, about 2 bytes per bucket and hour.
 * Hours in which a finding was open are contaminated: they are kept, and enter no baseline. Not
 * thread-safe.
 */
public final class SeriesHistory {
  public static final long HOUR = 3_600_000;
  private static final int VERSION = 1;

  private final TreeMap<Long, Hour> hours = new TreeMap<>();

  /** Adds to an hour, which keeps its mark. Adding is exact in any order. */
  public void add(long hourStartMillis, Histogram counts) {
    requireHour(hourStartMillis);
    hours.merge(
        hourStartMillis,
        new Hour(counts, false, Double.NaN),
        (old, added) -> new Hour(old.counts.plus(counts), old.contaminated, old.effect));
  }

  /** Drops the hours before a time. */
  public void dropBefore(long oldestMillis) {
    hours.headMap(oldestMillis, false).clear();
  }

  /** Marks the hours that begin in a stretch: they enter no baseline any more. */
  public void contaminate(long fromMillis, long toMillis) {
    mark(fromMillis, toMillis, true);
  }

  /** Takes the marks back from a time on: what is seen now is normal. */
  public void accept(long fromMillis) {
    mark(fromMillis, Long.MAX_VALUE, false);
  }

  /** Keeps how far a clean hour's slot was from its own baselines. */
  public void recordEffect(long hourStartMillis, double effect) {
    hours.computeIfPresent(
        hourStartMillis, (at, hour) -> new Hour(hour.counts, hour.contaminated, effect));
  }

  /** As if no effect had been recorded. */
  public void forgetEffects() {
    hours.replaceAll((at, hour) -> new Hour(hour.counts, hour.contaminated, Double.NaN));
  }

  /** Starts of the clean hours, oldest first. */
  public List<Long> cleanStarts() {
    return hours.entrySet().stream()
        .filter(hour -> !hour.getValue().contaminated)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The effects recorded so far, of hours that are still clean. */
  public List<Double> effects() {
    return hours.values().stream()
        .filter(hour -> !hour.contaminated && !Double.isNaN(hour.effect))
        .map(Hour::effect)
        .toList();
  }

  /** The clean hours that begin in a stretch, oldest first. */
  public List<Histogram> cleanHours(long fromMillis, long toMillis) {
    return hours.subMap(fromMillis, toMillis).values().stream()
        .filter(hour -> !hour.contaminated)
        .map(hour -> hour.counts.withoutNegatives())
        .toList();
  }

  /** The sum of {@link #cleanHours}. */
  public Histogram clean(long fromMillis, long toMillis) {
    return Histogram.sumOf(cleanHours(fromMillis, toMillis));
  }

  /** What was counted in a stretch, contaminated or not. */
  public Histogram all(long fromMillis, long toMillis) {
    return Histogram.sumOf(
        hours.subMap(fromMillis, Math.max(fromMillis, toMillis)).values().stream()
            .map(Hour::counts)
            .toList());
  }

  /** Runs of a stretch, contaminated or not: how much traffic there is. */
  public long allRuns(long fromMillis, long toMillis) {
    return hours.subMap(fromMillis, toMillis).values().stream()
        .mapToLong(hour -> hour.counts.count())
        .sum();
  }

  /** Start of the newest hour; {@link Long#MIN_VALUE} without any. */
  public long newestHourMillis() {
    return hours.isEmpty() ? Long.MIN_VALUE : hours.lastKey();
  }

  /** Start of the oldest hour; {@link Long#MAX_VALUE} without any. */
  public long oldestHourMillis() {
    return hours.isEmpty() ? Long.MAX_VALUE : hours.firstKey();
  }

  public byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    writer.number(hours.size());
    long previous = 0;
    for (Map.Entry<Long, Hour> entry : hours.entrySet()) {
      long at = entry.getKey() / HOUR;
      writer.number(at - previous).flag(entry.getValue().contaminated);
      writer.flag(!Double.isNaN(entry.getValue().effect));
      if (!Double.isNaN(entry.getValue().effect)) {
        writer.real(entry.getValue().effect);
      }
      entry.getValue().counts.encode(writer);
      previous = at;
    }
    return writer.bytes();
  }

  public static SeriesHistory decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    SeriesHistory history = new SeriesHistory();
    int size = reader.size();
    long previous = 0;
    for (int read = 0; read < size; read++) {
      previous += reader.number();
      boolean contaminated = reader.flag();
      double effect = reader.flag() ? reader.real() : Double.NaN;
      history.hours.put(previous * HOUR, new Hour(Histogram.decode(reader), contaminated, effect));
    }
    return history;
  }

  private void mark(long fromMillis, long toMillis, boolean contaminated) {
    hours
        .subMap(fromMillis, toMillis)
        .replaceAll((at, hour) -> new Hour(hour.counts, contaminated, hour.effect));
  }

  private static void requireHour(long millis) {
    if (Math.floorMod(millis, HOUR) != 0) {
      throw new IllegalArgumentException("expected the start of an hour, came " + millis);
    }
  }

  private record Hour(Histogram counts, boolean contaminated, double effect) {}
}
