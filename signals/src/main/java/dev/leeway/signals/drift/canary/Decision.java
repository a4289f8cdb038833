package dev.leeway.signals.drift.canary;

/** What to do with the candidate. */
public enum Decision {
  /** No watched signal is worse by more than its margin, with confidence. */
  PROMOTE("promote"),
  /** No harm is proven, and not enough is known yet: go on as it is. */
  HOLD("hold"),
  /** A worsening is proven. */
  ROLLBACK("rollback"),
  /** Nothing can be said, or not within the budget. */
  INCONCLUSIVE("inconclusive");

  private final String word;

  Decision(String word) {
    this.word = word;
  }

  /** As the API spells it. */
  public String word() {
    return word;
  }
}
