package dev.leeway.signals.metric;

import org.jspecify.annotations.Nullable;

/**
 * What a point does to its series.
 *
 * @param state what the series has come to
 * @param increase what the point adds, or the level that it tells; absent unless STORED
 */
public record Step(SeriesState state, Verdict verdict, @Nullable Increase increase) {

  /**
   * What is to be stored.
   *
   * @param startNanos since when it was counted; zero when that isn't known, or for a level
   * @param marks bits of {@link Mark}
   */
  public record Increase(long startNanos, Totals totals, int marks) {}
}
