package dev.leeway.signals.finding;

/** Where a finding stands. */
public enum FindingState {
  OPEN,
  CLOSED
}
