package dev.leeway.signals.metric;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;

/** Totals as part of versioned bytes. Tags and their order never change. */
final class TotalsCodec {
  private static final int NONE = 0;
  private static final int EXPLICIT = 1;
  private static final int EXPONENTIAL = 2;

  private TotalsCodec() {}

  static void write(StateWriter out, Totals totals) {
    out.number(totals.sum()).count(totals.count());
    switch (totals.shape()) {
      case NoShape none -> out.octet(NONE);
      case ExplicitShape shape -> {
        out.octet(EXPLICIT).count(shape.buckets());
        for (double bound : shape.bounds()) {
          out.number(bound);
        }
        counts(out, shape.counts());
      }
      case ExponentialShape shape -> {
        out.octet(EXPONENTIAL).signed(shape.scale());
        out.number(shape.zeroThreshold()).count(shape.zeros());
        side(out, shape.positive());
        side(out, shape.negative());
      }
    }
  }

  static Totals read(StateReader in) {
    double sum = in.number();
    long count = in.count();
    int tag = in.octet();
    return new Totals(
        sum,
        count,
        switch (tag) {
          case NONE -> NoShape.NONE;
          case EXPLICIT -> explicit(in);
          case EXPONENTIAL ->
              new ExponentialShape(in.integer(), in.number(), in.count(), side(in), side(in));
          default -> throw in.broken("expected a shape from 0 to 2, came " + tag);
        });
  }

  private static ExplicitShape explicit(StateReader in) {
    int buckets = in.size();
    double[] bounds = new double[Math.max(0, buckets - 1)];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = in.number();
    }
    return new ExplicitShape(bounds, counts(in, buckets));
  }

  private static void side(StateWriter out, ExponentialBuckets side) {
    long[] counts = side.counts();
    out.signed(side.first()).count(counts.length);
    counts(out, counts);
  }

  private static ExponentialBuckets side(StateReader in) {
    int first = in.integer();
    return ExponentialBuckets.of(first, counts(in, in.size()));
  }

  private static void counts(StateWriter out, long[] counts) {
    for (long count : counts) {
      out.count(count);
    }
  }

  private static long[] counts(StateReader in, int size) {
    long[] counts = new long[size];
    for (int i = 0; i < size; i++) {
      counts[i] = in.count();
    }
    return counts;
  }
}
