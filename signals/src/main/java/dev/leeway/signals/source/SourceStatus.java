package dev.leeway.signals.source;

/** What the carrier itself says of a source; the name is stored. */
public enum SourceStatus {
  /** An update came through. */
  SUCCESS,
  /** An update was tried, and failed. */
  FAILED,
  /** The carrier's own check warns of the data's age. */
  LATE,
  /** The carrier's own check finds the data too old. */
  STALE,
  UNKNOWN
}
