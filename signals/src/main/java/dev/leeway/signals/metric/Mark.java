package dev.leeway.signals.metric;

/** What a reader must know of a stored point. Bits are stored, and never change. */
public enum Mark {
  /** The series began anew: the process restarted. */
  RESET(1),
  /** The series' first point: it counts since its start, which may be long ago. */
  FIRST(2),
  /** Its buckets have other boundaries than the points before: do not compare across it. */
  LAYOUT_CHANGED(4),
  /** Its values are in no buckets, though its histogram has some. */
  UNDISTRIBUTED(8),
  /** It has no sum. */
  NO_SUM(16);

  private final int bit;

  Mark(int bit) {
    this.bit = bit;
  }

  public int bit() {
    return bit;
  }

  public boolean in(int marks) {
    return (marks & bit) != 0;
  }
}
