package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.FIXED64;
import static dev.leeway.telemetry.wire.WireCursor.VARINT;

import dev.leeway.signals.metric.ExplicitShape;
import dev.leeway.signals.metric.ExponentialBuckets;
import dev.leeway.signals.metric.ExponentialShape;
import dev.leeway.signals.metric.NoShape;
import dev.leeway.signals.metric.Shape;
import dev.leeway.signals.metric.Totals;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.Arrays;

/**
 * The counts and buckets of one histogram while it is read. Buckets that contradict themselves or
 * the count are left out, and count and sum kept: they are what is billed and paged by. Used again
 * for the next; not thread-safe.
 */
final class HistogramScan {
  private static final int BUCKETS_MAX = ExponentialShape.BUCKETS_MAX;

  /** No double has an index beyond, at the greatest scale. */
  private static final int INDEX_MAX = 1 << 30;

  private final WireCursor inner = new WireCursor();
  private final WireCursor packed = new WireCursor();
  private final Numbers counts = new Numbers();
  private final Numbers bounds = new Numbers();
  private byte[] bytes = new byte[0];
  private long count;
  private double sum;
  private long scale;
  private long zeros;
  private double zeroThreshold;
  private ExponentialBuckets positive = ExponentialBuckets.EMPTY;
  private ExponentialBuckets negative = ExponentialBuckets.EMPTY;
  private boolean damaged;

  void clear(byte[] request) {
    bytes = request;
    counts.size = 0;
    bounds.size = 0;
    count = 0;
    sum = Double.NaN;
    scale = 0;
    zeros = 0;
    zeroThreshold = 0;
    positive = ExponentialBuckets.EMPTY;
    negative = ExponentialBuckets.EMPTY;
    damaged = false;
  }

  /** Count (4) or sum (5), which all kinds have in common. */
  void totals(WireCursor cursor) {
    if (cursor.is(4, FIXED64)) {
      count = cursor.value();
    } else if (cursor.is(5, FIXED64)) {
      sum = Double.longBitsToDouble(cursor.value());
    }
  }

  void counts(WireCursor cursor) {
    counts.fixed(cursor);
  }

  void bounds(WireCursor cursor) {
    bounds.fixed(cursor);
  }

  /** A field that only exponential histograms have. */
  void scaled(WireCursor cursor) {
    if (cursor.is(6, VARINT)) {
      scale = signed(cursor.value());
    } else if (cursor.is(7, FIXED64)) {
      zeros = cursor.value();
    } else if (cursor.is(8, BYTES)) {
      positive = side(cursor.start(), cursor.end());
    } else if (cursor.is(9, BYTES)) {
      negative = side(cursor.start(), cursor.end());
    } else if (cursor.is(14, FIXED64)) {
      zeroThreshold = Double.longBitsToDouble(cursor.value());
    }
  }

  Totals explicit() {
    if (counts.size <= 1) {
      return totals(NoShape.NONE);
    }
    double[] ends = new double[bounds.size];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = Double.longBitsToDouble(bounds.values[i]);
    }
    long[] per = Arrays.copyOf(counts.values, counts.size);
    boolean whole = !damaged && ExplicitShape.problemOf(ends, per).isEmpty();
    return totals(whole ? new ExplicitShape(ends, per) : NoShape.NONE);
  }

  Totals exponential() {
    boolean whole =
        !damaged
            && scale >= ExponentialShape.SCALE_MIN
            && scale <= ExponentialShape.SCALE_MAX
            && zeros >= 0
            && zeroThreshold >= 0
            && zeroThreshold < Double.POSITIVE_INFINITY;
    return totals(
        whole
            ? new ExponentialShape((int) scale, zeroThreshold, zeros, positive, negative)
            : NoShape.NONE);
  }

  Totals summary() {
    return totals(NoShape.NONE);
  }

  private Totals totals(Shape shape) {
    long all = Math.max(0, count);
    return new Totals(sum, all, shape.count() == all ? shape : NoShape.NONE);
  }

  private ExponentialBuckets side(int from, int to) {
    long offset = 0;
    Numbers side = new Numbers();
    inner.over(bytes, from, to);
    while (inner.next()) {
      if (inner.is(1, VARINT)) {
        offset = signed(inner.value());
      } else if (inner.field() == 2) {
        side.varints(inner);
      }
    }
    if (Math.abs(offset) > INDEX_MAX
        || Arrays.stream(side.values, 0, side.size).min().orElse(0) < 0) {
      damaged = true;
      return ExponentialBuckets.EMPTY;
    }
    return ExponentialBuckets.of((int) offset, Arrays.copyOf(side.values, side.size));
  }

  private static long signed(long zigzag) {
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** A repeated field, packed or not. */
  private final class Numbers {
    private long[] values = new long[16];
    private int size;

    void fixed(WireCursor cursor) {
      if (cursor.wireType() == FIXED64) {
        add(cursor.value());
      } else if (cursor.wireType() == BYTES) {
        packed.over(bytes, cursor.start(), cursor.end());
        while (packed.hasMore()) {
          add(packed.packedFixed64());
        }
      }
    }

    void varints(WireCursor cursor) {
      if (cursor.wireType() == VARINT) {
        add(cursor.value());
      } else if (cursor.wireType() == BYTES) {
        packed.over(bytes, cursor.start(), cursor.end());
        while (packed.hasMore()) {
          add(packed.packedVarint());
        }
      }
    }

    private void add(long value) {
      if (size >= BUCKETS_MAX) {
        damaged = true;
        return;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }
  }
}
