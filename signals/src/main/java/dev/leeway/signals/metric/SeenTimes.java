package dev.leeway.signals.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * The stretches of time that a series' points have covered, so that a retry is told from a point
 * that merely came late. Immutable.
 *
 * <p>Points that adjoin make one stretch, so a series that reports steadily costs one, whatever its
 * age. Bounded: beyond {@value #STRETCHES_MAX} the two oldest become one with the gap between them,
 * and a point that comes into that gap later is taken for a retry.
 */
record SeenTimes(List<Stretch> stretches) {
  static final int STRETCHES_MAX = 8;
  static final SeenTimes NONE = new SeenTimes(List.of());

  /** From a time, not included, to a time, included. Ascending, and none touches the next. */
  record Stretch(long afterNanos, long untilNanos) {
    boolean covers(long nanos) {
      return nanos > afterNanos && nanos <= untilNanos;
    }
  }

  SeenTimes {
    stretches = List.copyOf(stretches);
  }

  /** Whether a point at that time has been. */
  boolean has(long timeNanos) {
    for (Stretch stretch : stretches) {
      if (stretch.covers(timeNanos)) {
        return true;
      }
    }
    return false;
  }

  /** With a point's time; what it overlaps is joined. */
  SeenTimes plus(long afterNanos, long untilNanos) {
    long after = afterNanos;
    long until = untilNanos;
    List<Stretch> joined = new ArrayList<>(stretches.size() + 1);
    int at = 0;
    for (Stretch stretch : stretches) {
      if (stretch.untilNanos() < after) {
        joined.add(stretch);
        at++;
      } else if (stretch.afterNanos() > until) {
        joined.add(stretch);
      } else {
        after = Math.min(after, stretch.afterNanos());
        until = Math.max(until, stretch.untilNanos());
      }
    }
    joined.add(at, new Stretch(after, until));
    while (joined.size() > STRETCHES_MAX) {
      Stretch oldest = joined.remove(0);
      Stretch next = joined.remove(0);
      joined.add(0, new Stretch(oldest.afterNanos(), next.untilNanos()));
    }
    return new SeenTimes(joined);
  }
}
