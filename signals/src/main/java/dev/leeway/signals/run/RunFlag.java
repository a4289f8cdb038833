package dev.leeway.signals.run;

/** What is odd about a run. Stored as a bit set: a position is never used again. */
public enum RunFlag {
  /** Cut at 10,000 spans or 24 hours: what came later is in no run. */
  CUT(0),
  /** At least one span's times were invented by a replay. */
  SYNTHETIC_DURATION(1),
  /** No root span has come. */
  ROOT_MISSING(2),
  /** Its times are outside of what windows take. */
  OUTSIDE_WINDOWS(3);

  private final int position;

  RunFlag(int position) {
    this.position = position;
  }

  public int bit() {
    return 1 << position;
  }

  public boolean in(int flags) {
    return (flags & bit()) != 0;
  }
}
