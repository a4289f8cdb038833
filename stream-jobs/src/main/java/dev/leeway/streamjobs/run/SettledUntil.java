package dev.leeway.streamjobs.run;

import dev.leeway.streamjobs.checkpoint.CommitHorizon;

/**
 * Up to which processing time all that reached an operator is stored, and all that could be closed
 * is closed and stored as such. Written by the operator's thread, read by any.
 */
final class SettledUntil {
  private final CommitHorizon horizon;
  private long candidateMillis;
  private long seenMillis = Long.MIN_VALUE;
  private volatile long millis;

  SettledUntil(CommitHorizon horizon) {
    this.horizon = horizon;
  }

  /**
   * Takes a look.
   *
   * @param waitingSinceMillis when what waits longest to be closed began to; now when nothing waits
   */
  void look(long waitingSinceMillis, long nowMillis) {
    if (seenMillis != Long.MIN_VALUE && !horizon.covers(seenMillis)) {
      return;
    }
    if (seenMillis != Long.MIN_VALUE) {
      millis = candidateMillis;
    }
    candidateMillis = waitingSinceMillis;
    seenMillis = nowMillis;
  }

  long millis() {
    return millis;
  }
}
