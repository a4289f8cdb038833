package dev.leeway.signals.drift;

/** Whether all who tell of an agent keep up. */
public enum Arrival {
  /** Nobody is known to be behind. */
  WHOLE,
  /**
   * A part of the stream, or of the agent's own processes, is behind: panes may be half-arrived.
   */
  LAGGING
}
