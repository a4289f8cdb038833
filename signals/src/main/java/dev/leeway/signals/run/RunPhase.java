package dev.leeway.signals.run;

/** Whether a run still goes on. */
public enum RunPhase {
  OPEN,
  /** Its root ended, and nothing more came for a while. */
  CLOSED,
  /** Nothing came for long, and no root ever ended. */
  ABANDONED
}
