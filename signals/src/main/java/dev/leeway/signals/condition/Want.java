package dev.leeway.signals.condition;

/** What a condition needs of the windows of one signal in one dimension. */
public enum Want {
  NOTHING,
  /** Count, sum and categories. */
  COUNTS,
  /** The distribution too. */
  DISTRIBUTION;

  Want or(Want other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
