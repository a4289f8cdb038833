package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.Map;

/**
 * Opens and closes the one finding that a series may have: the e-process starts anew each time, and
 * hours in which it is open are no baseline. Not thread-safe.
 */
final class SeriesFinding {
  private final SeriesContext series;
  private final SeriesState state;
  private final FindingWriter findings;
  private final StatusBoard status;

  SeriesFinding(SeriesContext series) {
    this.series = series;
    this.state = series.state();
    this.findings = new FindingWriter(series);
    this.status = new StatusBoard(series);
  }

  void open(
      SeriesState.Armed armed,
      AlarmGate.Alarm alarm,
      Pane pane,
      double logLimit,
      long appendMillis) {
    Reference reference = armed.reference();
    for (SlotCounts slot : alarm.slots()) {
      // A pin's row is written when it is pinned, and its revision says when that was.
      if (slot.slot() != BaselineSlot.PINNED) {
        series.output().baseline(baselineOf(slot, reference.bins(), pane.endMillis()));
      }
    }
    state.open =
        findings.open(
            alarm,
            reference,
            new FindingWriter.Proof(armed.detector().logM(), logLimit, series.tally().processes()),
            pane,
            appendMillis);
    state.path.clear();
    series
        .histories()
        .change(history -> history.contaminate(Slots.hourOf(alarm.onsetMillis()), Long.MAX_VALUE));
    state.hourContaminated = true;
    state.streak = 0;
    status.show(Health.DRIFT, pane.endMillis(), alarm.effect());
    armed.detector().reset();
  }

  void close(OpenDrift open, long atMillis, double effect, String text) {
    close(open, atMillis, effect, text, Map.of());
  }

  /**
   * Closes it.
   *
   * @param further what its evidence says besides from now on
   */
  void close(
      OpenDrift open, long atMillis, double effect, String text, Map<String, Double> further) {
    findings.close(open, atMillis, effect, text, further);
    series.tally().withdraw(series.key());
    state.open = null;
    state.streak = 0;
    state.movedPanes = 0;
    if (state.armed != null) {
      state.armed.detector().reset();
    }
    status.show(state.armed == null ? Health.LEARNING : Health.STABLE, atMillis, effect);
  }

  private Baseline baselineOf(SlotCounts slot, Bins bins, long computedAtMillis) {
    return Baseline.of(
        series.key().slice(),
        series.key().signal(),
        slot.slot(),
        slot.fromMillis(),
        slot.toMillis(),
        computedAtMillis,
        bins,
        slot.counts());
  }
}
