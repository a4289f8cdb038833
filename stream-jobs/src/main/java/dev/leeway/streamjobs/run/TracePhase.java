package dev.leeway.streamjobs.run;

/** Where a trace stands. Names are kept in state. */
enum TracePhase {
  /** Its runs go on, or nobody has looked yet. */
  OPEN,
  /** As open, but its spans are in storage alone: there was no room for them here. */
  SPILLED,
  /** Its runs are written; only the ids of its spans are remembered. */
  CLOSED,
  /** More came than its rows say, or less is remembered than is stored: to be rebuilt. */
  DIRTY
}
