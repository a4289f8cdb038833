package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The newest panes of a series, so that what happened since an onset can be compared with any
 * baseline: at least 12, and up to 72 while they hold no more than 400 runs. Not thread-safe.
 */
final class PaneRing {
  private static final int PANES_MIN = 12;
  private static final int PANES_MAX = 72;
  private static final long RUNS_MAX = 400;
  private static final long RUNS_PER_EXEMPLAR = 10;

  private final Deque<Pane> panes = new ArrayDeque<>();

  void add(Pane pane) {
    panes.addLast(pane.withExemplars(Math.max(1, pane.counts().count() / RUNS_PER_EXEMPLAR)));
    long runs = 0;
    for (Pane kept : panes) {
      runs += kept.counts().count();
    }
    while (panes.size() > PANES_MIN
        && (panes.size() > PANES_MAX || runs - panes.getFirst().counts().count() > RUNS_MAX)) {
      runs -= panes.removeFirst().counts().count();
    }
  }

  void clear() {
    panes.clear();
  }

  List<Pane> all() {
    return List.copyOf(panes);
  }

  /** The kept panes that start at or after a time. */
  List<Pane> since(long startMillis) {
    return panes.stream().filter(pane -> pane.startMillis() >= startMillis).toList();
  }

  /** Whether what is kept since a time is all there was, or as much as is ever kept. */
  boolean reachesBackTo(long startMillis) {
    return panes.size() >= PANES_MIN
        || (!panes.isEmpty() && panes.getFirst().startMillis() <= startMillis);
  }

  /** The newest panes, as few as hold so many panes and runs, none before a time. */
  List<Pane> newest(int panesMin, long runsMin, long sinceMillis) {
    List<Pane> newest = new ArrayList<>();
    long runs = 0;
    for (Iterator<Pane> back = panes.descendingIterator(); back.hasNext(); ) {
      Pane pane = back.next();
      boolean enough = newest.size() >= panesMin && runs >= runsMin;
      if (enough || pane.startMillis() < sinceMillis) {
        break;
      }
      newest.addFirst(pane);
      runs += pane.counts().count();
    }
    return newest;
  }

  static Histogram sumOf(List<Pane> panes) {
    return Histogram.sumOf(panes.stream().map(Pane::counts).toList()).withoutNegatives();
  }

  /** Up to so many example traces, the newest first. */
  static List<String> exemplarsOf(List<Pane> panes, int most) {
    return panes.reversed().stream()
        .flatMap(pane -> pane.exemplars().stream())
        .distinct()
        .limit(most)
        .toList();
  }

  void encode(StateWriter writer) {
    writer.number(panes.size());
    panes.forEach(pane -> pane.encode(writer));
  }

  static PaneRing decode(StateReader reader) {
    PaneRing ring = new PaneRing();
    int size = reader.size();
    for (int read = 0; read < size; read++) {
      ring.panes.addLast(Pane.decode(reader));
    }
    return ring;
  }
}
