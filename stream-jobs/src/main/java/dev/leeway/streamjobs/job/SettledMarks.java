package dev.leeway.streamjobs.job;

import dev.leeway.streamjobs.job.PartitionLag.Positions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Up to which time everything is settled, while traffic goes on: marks where the partitions ended,
 * and follows each mark until all before it is stored and closed. Not thread-safe.
 */
final class SettledMarks {
  private static final int MARKS_MAX = 600;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long settledMillis;

  /**
   * Takes a look, which also sets a mark.
   *
   * @param operatorsMillis all that reached the operators before then is stored and closed
   * @param askedMillis before the positions were read
   * @param nowMillis after it
   * @return the time before which all that was accepted is stored, and all runs that could be
   *     closed then are; 0 when none is known yet
   */
  long look(Positions now, long operatorsMillis, long askedMillis, long nowMillis) {
    if (marks.size() < MARKS_MAX) {
      marks.add(new Mark(askedMillis, now));
    }
    for (Mark mark : marks) {
      if (mark.reachedMillis == 0 && now.hold(mark.positions)) {
        mark.reachedMillis = nowMillis;
      }
    }
    while (!marks.isEmpty()
        && marks.getFirst().reachedMillis > 0
        && marks.getFirst().reachedMillis < operatorsMillis) {
      settledMillis = marks.removeFirst().atMillis;
    }
    return settledMillis;
  }

  private static final class Mark {
    private final long atMillis;
    private final Positions positions;

    /** When completed checkpoints were first seen to hold all of it. */
    private long reachedMillis;

    Mark(long atMillis, Positions positions) {
      this.atMillis = atMillis;
      this.positions = positions;
    }
  }
}
