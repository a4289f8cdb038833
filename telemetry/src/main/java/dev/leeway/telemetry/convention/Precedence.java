package dev.leeway.telemetry.convention;

/**
 * Where a dialect's keys stand among those of the others; inside a step the list's order counts.
 */
public enum Precedence {
  /** Says it better than OpenTelemetry's own key. */
  FIRST(0),
  NORMAL(1),
  /** Says it only for want of anything better. */
  LATE(2);

  private final int step;

  Precedence(int step) {
    this.step = step;
  }

  int step() {
    return step;
  }
}
