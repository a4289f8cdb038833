package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses what is judged by the gate and against what: the panes since the onset, or the newest of
 * them, against the seasonal baselines before it or the one that a user has pinned. What is judged
 * for the same work must also be far from what was to be expected of the work.
 */
final class AlarmGate {
  private final SeriesContext series;
  private final OwnEffects effects;
  private final Surroundings surroundings;

  AlarmGate(SeriesContext series) {
    this.series = series;
    this.effects = new OwnEffects(series);
    this.surroundings = new Surroundings(series);
  }

  /** A window, its baselines and the gate's word on it. */
  record Alarm(long onsetMillis, List<Pane> window, List<SlotCounts> slots, Gate.Verdict verdict) {
    double effect() {
      return verdict.effect();
    }
  }

  /**
   * Judges what happened since the onset; and, where that reaches far back, the newest panes alone.
   */
  Optional<Alarm> pass(Reference reference, long onsetMillis, Pane pane) {
    SeriesHistory history = series.histories().read();
    Gate gate = effects.gateOf(reference);
    PaneRing ring = series.state().ring;
    double limit =
        series.state().judgedByPin() ? series.state().pinLimit : gate.limitOf(history.effects());
    List<List<Pane>> windows = new ArrayList<>();
    windows.add(ring.since(onsetMillis));
    windows.add(ring.newest(series.config().panesToOpen() + 1, 0, onsetMillis));
    for (List<Pane> window : windows) {
      if (window.isEmpty()) {
        continue;
      }
      long onset = window.getFirst().startMillis();
      List<SlotCounts> slots = baselines(history, onset, pane.startMillis());
      Optional<Alarm> alarm =
          gate.judge(PaneRing.sumOf(window), slots, limit)
              .filter(Gate.Verdict::open)
              .map(verdict -> new Alarm(onset, window, slots, verdict));
      if (alarm.isPresent()
          && differsFromPin(gate, window)
          && sameWorkMoved(gate, alarm.get(), pane)) {
        return alarm;
      }
    }
    return Optional.empty();
  }

  /** A way back to what is pinned is no change to tell of. */
  private boolean differsFromPin(Gate gate, List<Pane> window) {
    SlotCounts pinned = series.state().pinned;
    return pinned == null
        || gate.judge(PaneRing.sumOf(window), List.of(pinned), series.state().pinLimit)
            .filter(Gate.Verdict::open)
            .isPresent();
  }

  /** The same gate, with what was to be expected of the work for a baseline. */
  private boolean sameWorkMoved(Gate gate, Alarm alarm, Pane pane) {
    SlotCounts nearest = alarm.verdict().nearest();
    return surroundings
        .expectation(nearest, PaneRing.sumOf(alarm.window()), alarm.onsetMillis(), pane.endMillis())
        .map(work -> {
          SlotCounts expected =
              new SlotCounts(
                  nearest.slot(), nearest.fromMillis(), nearest.toMillis(), work.expected());
          return gate.judge(work.observed(), List.of(expected), alarm.verdict().limit())
              .filter(Gate.Verdict::open)
              .isPresent();
        })
        .orElse(true);
  }

  /** What a window that began at the onset is compared with. */
  List<SlotCounts> baselines(SeriesHistory history, long onsetMillis, long atMillis) {
    SlotCounts pinned = series.state().pinned;
    return pinned != null && series.state().judgedByPin()
        ? List.of(pinned)
        : Slots.before(history, onsetMillis, atMillis, series.config().baselineRunsMin());
  }
}
