package dev.leeway.signals.catalogue;

/** Which way a change of a signal is bad. */
public enum Direction {
  HIGHER_IS_WORSE("higher is worse"),
  LOWER_IS_WORSE("lower is worse"),
  EITHER_WAY("a change either way deserves a look");

  private final String words;

  Direction(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
