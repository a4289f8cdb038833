package dev.leeway.signals.run;

/** How a run ended: exactly one, the most specific (signals.md). Names are stored. */
public enum RunOutcome {
  OPEN,
  OK,
  ERROR,
  TIMEOUT,
  TRUNCATED,
  REFUSED,
  RATE_LIMITED,
  LOOPED,
  UNGROUNDED,
  CONTRACT_BROKEN,
  ABANDONED;

  /** Whether the run ended and gave its caller what was asked for. */
  public boolean good() {
    return this == OK;
  }
}
