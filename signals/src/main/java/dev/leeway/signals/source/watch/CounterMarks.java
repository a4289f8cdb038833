package dev.leeway.signals.source.watch;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.source.SourceMark;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The last number of each counter of updates: one that moved is an update, the first only tells
 * that there is a counter. At most {@value #SERIES_MAX} counters; the one seen longest ago makes
 * room. Not thread-safe.
 */
final class CounterMarks {
  static final int SERIES_MAX = 16;

  private final SequencedMap<String, Last> lasts = new LinkedHashMap<>();

  private record Last(double value, long atMillis) {}

  /** Whether the counter has moved since it was last seen; older numbers say nothing. */
  boolean moved(SourceMark mark, long atMillis) {
    Last last = lasts.get(mark.series());
    if (last != null && atMillis <= last.atMillis) {
      return false;
    }
    lasts.putLast(mark.series(), new Last(mark.value(), atMillis));
    if (lasts.size() > SERIES_MAX) {
      lasts.pollFirstEntry();
    }
    return last != null && mark.value() != last.value;
  }

  void encode(StateWriter out) {
    out.number(lasts.size());
    lasts.forEach((series, last) -> out.text(series).real(last.value).number(last.atMillis));
  }

  static CounterMarks decode(StateReader in) {
    CounterMarks marks = new CounterMarks();
    for (int left = in.size(); left > 0; left--) {
      marks.lasts.put(in.text(), new Last(in.real(), in.number()));
    }
    return marks;
  }
}
