package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how far the clean hours of a series were from their own baselines, or those of a pinned
 * stretch from the stretch: what it does by itself, which the gate asks more than. Not thread-safe.
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
          List<SlotCounts> before =
              Slots.before(history, slot.fromMillis(), endedHour, config.baselineRunsMin());
          return gateOf(reference).nearest(slot.counts(), before);
        })
        .ifPresent(near -> history.recordEffect(endedHour, near.effect()));
  }

  /**
   * What the gate asks of an effect against a pinned stretch: more than the stretch's own hours
   * have. Of others, which may be far from it, nothing is asked: they would excuse themselves.
   */
  double limitAround(SlotCounts pinned, SeriesHistory history, Reference reference) {
    Gate gate = gateOf(reference);
    List<Double> within = new ArrayList<>();
    for (long hour : history.cleanStarts()) {
      if (hour >= pinned.fromMillis() && hour < pinned.toMillis()) {
        Slots.endingAt(history, hour + SeriesHistory.HOUR, config.baselineRunsMin())
            .flatMap(slot -> gate.nearest(slot.counts(), List.of(pinned)))
            .ifPresent(near -> within.add(near.effect()));
      }
    }
    return gate.limitOf(within);
  }

  /** The gate under the bins and over-dispersion of a reference. */
  Gate gateOf(Reference reference) {
    return new Gate(
        config, SeriesDetector.effectOf(series.watch()), reference.bins(), reference.phiMean());
  }
}
