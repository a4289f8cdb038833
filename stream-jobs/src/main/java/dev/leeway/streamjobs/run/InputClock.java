package dev.leeway.streamjobs.run;

import java.util.HashMap;
import java.util.Map;

/**
 * The processing time that agents' clocks go by: for each partition the append time of its newest
 * record and what has passed since, of all partitions the least. So a job that reads a backlog
 * after an hour of standstill does not believe that its agents were silent for an hour. Once no
 * record has come for a while, all is read, and it is the wall clock. Not thread-safe.
 */
public final class InputClock {
  /** A partition without a record for so long is taken for read to its end. */
  static final long QUIET_MILLIS = 5_000;

  /** A tick that comes so much too late says that the job itself stood still. */
  static final long STALL_MILLIS = 3_000;

  private final Map<Long, Partition> partitions = new HashMap<>();
  private final long startMillis;
  private long stalledMillis;
  private long lastTickMillis;
  private long shownMillis;

  public InputClock(long startMillis) {
    this.startMillis = startMillis;
    this.lastTickMillis = startMillis;
  }

  public void record(long source, long appendMillis, long nowMillis) {
    Partition known = partitions.computeIfAbsent(source, key -> new Partition());
    known.newestAppendMillis = Math.max(known.newestAppendMillis, appendMillis);
    known.recordMillis = nowMillis - stalledMillis;
  }

  /** To be called once a second; a job that stood still saw no silence meanwhile. */
  public void tick(long nowMillis) {
    long step = nowMillis - lastTickMillis;
    if (step > STALL_MILLIS) {
      stalledMillis += step;
    }
    lastTickMillis = nowMillis;
  }

  /** Never goes back. */
  public long at(long nowMillis) {
    long runningMillis = nowMillis - stalledMillis;
    long least = nowMillis;
    // A start counts as a record of its own: what there is to read shows soon.
    boolean reading = runningMillis - startMillis < QUIET_MILLIS && partitions.isEmpty();
    for (Partition partition : partitions.values()) {
      long silence = runningMillis - partition.recordMillis;
      if (silence < QUIET_MILLIS) {
        least = Math.min(least, partition.newestAppendMillis + silence);
      }
    }
    if (!reading) {
      shownMillis = Math.max(shownMillis, least);
    }
    return shownMillis;
  }

  private static final class Partition {
    private long newestAppendMillis = Long.MIN_VALUE;
    private long recordMillis;
  }
}
