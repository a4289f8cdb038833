package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.window.Slice;
import java.util.Map;

/**
 * A person's word on what is normal for a signal of a slice.
 *
 * <p>A pin carries its counts with it, so that it holds when the windows that it was made from, and
 * the state of the job, are gone.
 *
 * @param atMillis when it was said; of two orders about a series the later holds
 * @param fromMillis of a pin, the stretch that is normal
 * @param buckets of a pin, counts per bucket; of a rate, what is not good in any bucket
 * @param zeros of a pin, runs without; of a rate, what is good
 * @param author who said it
 */
public record BaselineOrder(
    Kind kind,
    Slice slice,
    String signal,
    long atMillis,
    long fromMillis,
    long toMillis,
    Map<Integer, Long> buckets,
    long zeros,
    String author) {

  /** What is ordered. Names are stored. */
  public enum Kind {
    /** The stretch is normal, until something else is said. */
    PIN,
    /** What was seen lately is normal again. */
    UNPIN,
    /** What is seen now is normal from its onset on. */
    ACCEPT
  }

  public BaselineOrder {
    if (signal.isEmpty()) {
      throw new IllegalArgumentException("a baseline order needs a signal");
    }
    buckets = Map.copyOf(buckets);
    if (kind == Kind.PIN && !(fromMillis < toMillis && zeros >= 0)) {
      throw new IllegalArgumentException(
          "a pin needs a stretch and counts, came %d to %d with %d zeros"
              .formatted(fromMillis, toMillis, zeros));
    }
  }

  public static BaselineOrder pin(
      Slice slice,
      String signal,
      long atMillis,
      long fromMillis,
      long toMillis,
      Map<Integer, Long> buckets,
      long zeros,
      String author) {
    return new BaselineOrder(
        Kind.PIN, slice, signal, atMillis, fromMillis, toMillis, buckets, zeros, author);
  }

  public static BaselineOrder unpin(Slice slice, String signal, long atMillis, String author) {
    return new BaselineOrder(Kind.UNPIN, slice, signal, atMillis, 0, 0, Map.of(), 0, author);
  }

  public static BaselineOrder accept(Slice slice, String signal, long atMillis, String author) {
    return new BaselineOrder(Kind.ACCEPT, slice, signal, atMillis, 0, 0, Map.of(), 0, author);
  }

  /** The counts of a pin. */
  public Histogram counts() {
    return Histogram.of(buckets, zeros);
  }
}
