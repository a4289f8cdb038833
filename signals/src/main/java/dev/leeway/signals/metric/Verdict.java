package dev.leeway.signals.metric;

/** What became of a point. Names are counters. */
public enum Verdict {
  /** It says something new, which is stored. */
  STORED,
  /**
   * The first of a series that doesn't say since when it counts: what follows is measured by it.
   */
  BASELINE,
  /** It has been seen: a sender's retry. */
  DUPLICATE,
  /** It is older than what the series has come to, and told by it. */
  OUT_OF_ORDER,
  /** It says that the series has ended. */
  STALE,
  /** It isn't known what it counts. */
  UNSPECIFIED,
  /** Its number is none. */
  INVALID
}
