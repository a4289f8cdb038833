package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SlotCounts;
import org.jspecify.annotations.Nullable;

/**
 * How far a series has come from the first reference that it had: what slow change a baseline that
 * follows it hides. Shown, and never a reason to page.
 */
final class FrozenTwin {
  private FrozenTwin() {}

  /**
   * PSI (de-biased) or log rate ratio between the frozen reference and the newest panes, in bins
   * cut at the frozen deciles. NaN without a frozen reference or without runs.
   */
  static double distance(@Nullable SlotCounts frozen, Histogram newest, Watch watch) {
    if (frozen == null || frozen.counts().count() <= 0 || newest.count() <= 0) {
      return Double.NaN;
    }
    Bins bins = SeriesDetector.binsOf(watch, frozen.counts());
    return SeriesDetector.effectOf(watch)
        .of(bins.countsOf(frozen.counts()), bins.countsOf(newest), 1);
  }
}
