package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import java.util.List;

/**
 * Brings back of a series' lost state what storage knows besides its windows: what was frozen or
 * pinned, and which hours findings speak of, so that past drift is not taken as normal.
 */
final class SeriesRecall {
  private final SeriesContext series;
  private final AlarmGate gate;

  SeriesRecall(SeriesContext series) {
    this.series = series;
    this.gate = new AlarmGate(series);
  }

  /** What was frozen or pinned; an empty pin was taken back. */
  void remember(SlotCounts slot) {
    SeriesState state = series.state();
    if (slot.slot() == BaselineSlot.PINNED) {
      state.pinned = slot.counts().isEmpty() ? null : slot;
    } else if (slot.slot() == BaselineSlot.FROZEN) {
      state.frozen = slot;
    }
  }

  /** Stored hours for the four-week rule, in order of time. */
  void learn(List<AgentSeasons.StoredHour> hours) {
    new AgentSeasons(series).learn(hours);
  }

  /** A finding of the four-week rule, which goes on if it is open. */
  void resumeSeason(Finding finding) {
    new AgentSeasons(series).resume(finding);
  }

  /** A finding: its hours are no baseline, and if it is open it goes on. */
  void resume(Finding finding) {
    SlotCounts pinned = series.state().pinned;
    boolean open = finding.state() == FindingState.OPEN;
    if (open && pinned != null && finding.baselineId().equals(idOf(pinned))) {
      OpenDrift fromPin = new OpenDrift(finding, List.of(pinned), limitOf(finding), 0);
      series.state().fromPin =
          new SeriesState.PinDrift(fromPin, new ReferenceKeeper(series).ofPinned(pinned));
      series.state().pinLimit = limitOf(finding);
      goOn(finding);
    } else {
      contaminate(finding, open);
      if (open && series.state().open == null) {
        List<SlotCounts> slots =
            gate.baselines(series.histories().read(), finding.onsetMillis(), finding.onsetMillis());
        series.state().open = new OpenDrift(finding, slots, limitOf(finding), 0);
        series.state().hourContaminated = true;
        goOn(finding);
      }
    }
  }

  private void contaminate(Finding finding, boolean open) {
    long onsetHour = Slots.hourOf(finding.onsetMillis());
    boolean accepted = finding.evidence().containsKey(TakenAsNormal.ACCEPTED);
    series
        .histories()
        .change(history -> {
          if (accepted) {
            history.contaminate(Long.MIN_VALUE, onsetHour);
          } else {
            history.contaminate(onsetHour, open ? Long.MAX_VALUE : finding.closedAtMillis());
          }
        });
  }

  private void goOn(Finding finding) {
    SeriesState state = series.state();
    state.shownHealth = Health.DRIFT;
    state.lastPaneEnd =
        Math.max(
            finding.updatedAtMillis(),
            series.histories().read().newestHourMillis() + SeriesHistory.HOUR);
  }

  private double limitOf(Finding finding) {
    return finding.evidence().getOrDefault("gate_limit", series.config().gateFloorUnproven());
  }

  private String idOf(SlotCounts slot) {
    return Baseline.idOf(
        series.key().slice(),
        series.key().signal(),
        slot.slot(),
        slot.fromMillis(),
        slot.toMillis());
  }
}
