package dev.leeway.signals.source;

/** How a source stands. */
public enum FreshnessState {
  FRESH,
  /** An update is overdue, or failed, and the data is not yet too old. */
  LATE,
  STALE,
  UNKNOWN
}
