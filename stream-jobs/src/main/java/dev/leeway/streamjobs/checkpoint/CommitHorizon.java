package dev.leeway.streamjobs.checkpoint;

import java.util.Map;
import java.util.TreeMap;

/**
 * Up to which processing time everything that an operator emitted is stored for sure. Not
 * thread-safe.
 *
 * <p>When a checkpoint completes, the sink begins to commit it; it can take part in the next one
 * only afterwards. So with the completion of a checkpoint all that was emitted before the snapshot
 * of the one completed before it is stored. What a restored checkpoint holds counts as emitted when
 * the operator was made.
 */
public final class CommitHorizon {
  private final TreeMap<Long, Long> snapshots = new TreeMap<>();
  private long horizonMillis = Long.MIN_VALUE;
  private long completedMillis;

  public CommitHorizon(long madeMillis) {
    this.completedMillis = madeMillis;
  }

  public void snapshotTaken(long checkpointId, long atMillis) {
    snapshots.put(checkpointId, atMillis);
  }

  public void completed(long checkpointId) {
    Map.Entry<Long, Long> snapshot = snapshots.floorEntry(checkpointId);
    if (snapshot == null) {
      return;
    }
    horizonMillis = Math.max(horizonMillis, completedMillis);
    completedMillis = snapshot.getValue();
    snapshots.headMap(checkpointId, true).clear();
  }

  /** Whether all that was emitted up to and including that time is stored. */
  public boolean covers(long emittedMillis) {
    return emittedMillis < horizonMillis;
  }
}
