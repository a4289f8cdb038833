package dev.leeway.signals.drift.canary;

/** What is known of one signal, the worst first. */
public enum SignalState {
  /** A worsening is proven, and it is not shown to be within the margin. */
  WORSE("worse"),
  /** Neither that nor the opposite is known yet. */
  OPEN("open"),
  /** Too few values beside each other. */
  NOT_ENOUGH_DATA("not_enough_data"),
  /** A worsening beyond the margin is excluded. */
  WITHIN_MARGIN("within_margin");

  private final String word;

  SignalState(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
