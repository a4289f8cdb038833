package dev.leeway.signals.condition.capacity;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Distribution;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The {@link TailShare} of each of the last stretches of so many runs, and the runs of the stretch
 * that is not full yet. A stretch is unusual when its share is above the median of those before by
 * six of their median absolute deviations (times 1.4826, which makes it a standard deviation of
 * normal values) and by half. Travels as versioned bytes; not thread-safe.
 */
final class TailBook {
  /** A stretch: its heaviest 1 % are ten runs. */
  static final long RUNS = 1_000;

  static final int STRETCHES_MIN = 12;
  private static final int STRETCHES_KEPT = 48;
  private static final double DEVIATIONS = 6 * 1.4826;
  private static final double GROWTH_MIN = 1.5;
  private static final int VERSION = 1;

  private final Deque<Double> shares = new ArrayDeque<>();
  private Distribution open = Distribution.EMPTY;

  /** A minute's runs; the one that fills a stretch belongs to it. */
  void add(Distribution loads) {
    open = open.plus(loads);
    if (open.count() >= RUNS) {
      TailShare.of(open).ifPresent(shares::addLast);
      open = Distribution.EMPTY;
    }
    while (shares.size() > STRETCHES_KEPT) {
      shares.removeFirst();
    }
  }

  /** Whether the newest stretch is unusual; stays so until the next is full. */
  boolean grown() {
    return known() >= STRETCHES_MIN && newest() > limit();
  }

  /** Stretches before the newest. */
  int known() {
    return Math.max(0, shares.size() - 1);
  }

  double newest() {
    return shares.getLast();
  }

  /** The median of the stretches before the newest. */
  double usual() {
    return median(before());
  }

  double limit() {
    double usual = usual();
    double[] deviations = before();
    for (int at = 0; at < deviations.length; at++) {
      deviations[at] = Math.abs(deviations[at] - usual);
    }
    return Math.max(GROWTH_MIN * usual, usual + DEVIATIONS * median(deviations));
  }

  private double[] before() {
    return shares.stream().limit(known()).mapToDouble(Double::doubleValue).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(shares.size());
    shares.forEach(writer::real);
    writer.number(open.zeros()).number(open.buckets().size());
    open.buckets().forEach((index, count) -> writer.number(index).number(count));
    return writer.bytes();
  }

  static TailBook decode(byte @Nullable [] bytes) {
    TailBook book = new TailBook();
    if (bytes == null) {
      return book;
    }
    StateReader reader = new StateReader(bytes, VERSION);
    for (int left = reader.size(); left > 0; left--) {
      book.shares.addLast(reader.real());
    }
    long zeros = reader.number();
    Map<Integer, Long> buckets = new TreeMap<>();
    for (int left = reader.size(); left > 0; left--) {
      buckets.put((int) reader.number(), reader.number());
    }
    book.open = Distribution.of(zeros, buckets);
    return book;
  }
}
