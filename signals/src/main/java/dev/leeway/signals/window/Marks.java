package dev.leeway.signals.window;

/**
 * What is counted beside the values of a numeric signal. Marks travel as categories of its
 * partials, so they add up and are taken back like everything else; a category of a categorical
 * signal never has such a name.
 */
public final class Marks {
  /** Values that are in count and sum but not in the buckets: the slice keeps only counts. */
  public static final String UNDISTRIBUTED = "__undistributed__";

  /** NaN, infinite or negative values: in no other number of the window. */
  public static final String INVALID = "__invalid__";

  /** Positive values outside of what buckets tell apart, counted in the first or last of them. */
  public static final String CLAMPED = "__clamped__";

  private Marks() {}

  public static boolean isMark(String category) {
    return category.equals(UNDISTRIBUTED) || category.equals(INVALID) || category.equals(CLAMPED);
  }
}
