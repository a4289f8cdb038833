package dev.leeway.streamjobs.edge;

/** What was known of a span in storage when it was decoded. */
public enum Standing {
  /** Too young to have been stored and forgotten: nobody asked. */
  UNASKED,
  /** Storage was asked: nothing of its trace is there. */
  TRACE_UNSEEN,
  /** Storage was asked: other spans of its trace are there, it is not. */
  TRACE_STORED,
  /** Storage was asked: the span itself is there. */
  STORED
}
