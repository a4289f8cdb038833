package dev.leeway.signals.drift;

/** The ladder of a signal of a slice. Only {@link #DRIFT} opens a finding. Names are stored. */
public enum Health {
  /** Fewer runs than needed; nothing is tested. */
  LEARNING,
  /** Tested, and nothing moved. */
  STABLE,
  /** The e-process is over its limit, or was within the last hour, but the gate is shut. */
  MOVED,
  /** A finding is open. */
  DRIFT
}
