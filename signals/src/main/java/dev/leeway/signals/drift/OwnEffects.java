package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.List;

/**
 * Records how far the clean hours of a series were from their own baselines: what it does by
 * itself, which the gate asks more than. Not thread-safe.
 */
final class OwnEffects {
  private final SeriesContext series;
  private final DriftConfig config;

  OwnEffects(SeriesContext series) {
    this.series = series;
    this.config = series.config();
  }

  void record(SeriesHistory history, Reference reference, long endedHour) {
    Slots.endingAt(history, endedHour + SeriesHistory.HOUR, config.baselineRunsMin())
        .flatMap(slot -> {
          SlotCounts pinned = series.state().pinned;
          List<SlotCounts> before =
              pinned != null
                  ? List.of(pinned)
                  : Slots.before(history, slot.fromMillis(), endedHour, config.baselineRunsMin());
          return gateOf(reference).nearest(slot.counts(), before);
        })
        .ifPresent(near -> history.recordEffect(endedHour, near.effect()));
  }

  /** The same of all hours, against another baseline than so far. */
  void recordAnew(Reference reference) {
    series
        .histories()
        .change(history -> {
          for (long hour : history.cleanStarts()) {
            history.recordEffect(hour, Double.NaN);
            record(history, reference, hour);
          }
        });
  }

  /** The gate under the bins and over-dispersion of a reference. */
  Gate gateOf(Reference reference) {
    return new Gate(
        config, SeriesDetector.effectOf(series.watch()), reference.bins(), reference.phiMean());
  }
}
