package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import dev.leeway.signals.drift.sequential.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The transitions of one series: what a closed pane, the end of an hour and silence do to its state
 * on the ladder learning, stable, moved, drift. Not thread-safe.
 */
final class SeriesMonitor {
  private static final long HOUR = SeriesHistory.HOUR;

  private final SeriesKey key;
  private final DriftConfig config;
  private final SeriesState state;
  private final HistoryDoor histories;
  private final ProcessTally tally;
  private final MonitorOutput output;
  private final FindingWriter findings;
  private final StatusBoard status;
  private final ReferenceKeeper normal;

  SeriesMonitor(
      SeriesKey key,
      Watch watch,
      DriftConfig config,
      SeriesState state,
      HistoryDoor histories,
      ProcessTally tally,
      MonitorOutput output) {
    this.key = key;
    this.config = config;
    this.state = state;
    this.histories = histories;
    this.tally = tally;
    this.output = output;
    this.findings = new FindingWriter(key, watch, config, output);
    this.status = new StatusBoard(key, config, state, tally, output);
    this.normal = new ReferenceKeeper(key, watch, config, state, histories, tally, output);
  }

  /** Takes a pane in; panes come in order of time. */
  void close(Pane pane, long appendMillis) {
    silentUntil(pane.startMillis());
    normal.rollTo(Slots.hourOf(pane.startMillis()));
    Pane counted =
        new Pane(
            pane.startMillis(),
            pane.endMillis(),
            pane.counts().withoutNegatives(),
            pane.exemplars());
    if (counted.counts().count() > 0) {
      state.ring.add(counted);
      step(counted, appendMillis);
      state.lastPaneEnd = pane.endMillis();
    }
    state.hour = state.hour.plus(pane.counts());
    if (state.armed == null) {
      normal.learn(pane.endMillis());
      status.show(state.armed == null ? Health.LEARNING : Health.STABLE, pane.endMillis(), 0);
    }
  }

  /** Nothing came until a time: a finding cannot stay open on what is not seen. */
  void silentUntil(long atMillis) {
    if (state.open != null && atMillis >= silenceDueMillis()) {
      OpenDrift open = state.open;
      String text =
          "no data for %d min; last seen: %s"
              .formatted(
                  (silenceDueMillis() - state.lastPaneEnd) / 60_000, open.finding().effectText());
      closeFinding(open, silenceDueMillis(), open.finding().effect(), text);
    }
  }

  /** When an open finding closes for want of data. */
  long silenceDueMillis() {
    return state.lastPaneEnd + config.noDataAfter().toMillis() * (state.slow ? 6 : 1);
  }

  /** A partial came after its pane had closed: history is corrected, the alarm is not. */
  void correct(long windowStartMillis, Histogram counts) {
    long hour = Slots.hourOf(windowStartMillis);
    if (hour == state.hourStart) {
      state.hour = state.hour.plus(counts);
    } else {
      histories.change(history -> history.add(hour, counts));
    }
  }

  /** What is seen now is normal: closes the finding and learns from its onset on. */
  void reBaseline(long atMillis, String reason) {
    OpenDrift open = state.open;
    if (open != null) {
      long onsetHour = Slots.hourOf(open.finding().onsetMillis());
      histories.change(history -> {
        // Two regimes in one reference would look like over-dispersion, and blind the detector.
        history.contaminate(Long.MIN_VALUE, onsetHour);
        history.accept(onsetHour);
      });
      state.hourContaminated = false;
      closeFinding(open, atMillis, open.finding().effect(), reason);
      state.hourContaminated = false;
    }
    normal.learnAnew(atMillis);
    status.show(state.armed == null ? Health.LEARNING : Health.STABLE, atMillis, 0);
  }

  /** The series is forgotten: closes what is open and leaves the promise. */
  void retire() {
    silentUntil(Long.MAX_VALUE);
    normal.disarm();
  }

  private void step(Pane pane, long appendMillis) {
    SeriesState.Armed armed = state.armed;
    OpenDrift open = state.open;
    if (armed == null) {
      return;
    }
    output.counted(MonitorCount.PANES, 1);
    if (open == null) {
      test(armed, pane, appendMillis);
    } else {
      follow(armed, open, pane, appendMillis);
    }
  }

  private void test(SeriesState.Armed armed, Pane pane, long appendMillis) {
    Reference reference = armed.reference();
    SeriesDetector detector = armed.detector();
    detector.step(reference.bins().countsOf(pane.counts()), reference, config, pane.startMillis());
    boolean candidate = detector.logM() >= ProcessTally.logFloor(config.alpha());
    Optional<Alarm> alarm =
        candidate ? passGate(reference, detector.onsetMillis(), pane) : Optional.empty();
    if (alarm.isPresent()) {
      tally.propose(key, detector.logM());
      state.streak++;
    } else {
      tally.withdraw(key);
      state.streak = 0;
    }
    double logLimit = tally.logLimit(config.alpha());
    if (!(detector.logM() >= logLimit)) {
      state.movedPanes = 0;
      status.show(
          pane.endMillis() < state.movedUntil ? Health.MOVED : Health.STABLE, pane.endMillis(), 0);
      return;
    }
    if (alarm.isPresent()) {
      state.movedPanes = 0;
      if (state.streak >= (state.slow ? 1 : config.panesToOpen())) {
        open(armed, alarm.get(), pane, logLimit, appendMillis);
        return;
      }
    } else {
      holdBack(detector, pane);
    }
    status.show(Health.MOVED, pane.endMillis(), alarm.map(Alarm::effect).orElse(0.0));
  }

  /** The evidence is there and the effect is not: after an hour of it the evidence starts again. */
  private void holdBack(SeriesDetector detector, Pane pane) {
    output.counted(MonitorCount.GATED_PANES, 1);
    state.movedPanes++;
    state.movedUntil = pane.endMillis() + HOUR;
    if (state.movedPanes >= config.movedPanes()) {
      // Else the onset stays at some long-past change of the rhythm, and a real shift later on is
      // diluted by all that came between.
      detector.reset();
      state.movedPanes = 0;
    }
  }

  /** A window, its baselines and the gate's word on it. */
  private record Alarm(
      long onsetMillis, List<Pane> window, List<SlotCounts> slots, Gate.Verdict verdict) {
    double effect() {
      return verdict.effect();
    }
  }

  /**
   * Judges what happened since the onset; and, where that reaches far back, the newest panes alone.
   */
  private Optional<Alarm> passGate(Reference reference, long onsetMillis, Pane pane) {
    SeriesHistory history = histories.read();
    Gate gate = normal.gateOf(reference);
    List<List<Pane>> windows = new ArrayList<>();
    windows.add(state.ring.since(onsetMillis));
    windows.add(state.ring.newest(config.panesToOpen() + 1, 0, onsetMillis));
    for (List<Pane> window : windows) {
      if (window.isEmpty()) {
        continue;
      }
      long onset = window.getFirst().startMillis();
      List<SlotCounts> slots =
          Slots.before(history, onset, pane.startMillis(), config.baselineRunsMin());
      Optional<Gate.Verdict> verdict = gate.judge(PaneRing.sumOf(window), slots, history.effects());
      if (verdict.filter(Gate.Verdict::open).isPresent()) {
        return Optional.of(new Alarm(onset, window, slots, verdict.get()));
      }
    }
    return Optional.empty();
  }

  private void open(
      SeriesState.Armed armed, Alarm alarm, Pane pane, double logLimit, long appendMillis) {
    Reference reference = armed.reference();
    long onset = alarm.onsetMillis();
    List<Baseline> named = new ArrayList<>();
    for (SlotCounts slot : alarm.slots()) {
      named.add(baselineOf(slot, reference.bins(), pane.endMillis()));
    }
    named.forEach(output::baseline);
    state.open =
        findings.open(
            alarm.window(),
            onset,
            alarm.slots(),
            alarm.verdict(),
            reference,
            new FindingWriter.Proof(armed.detector().logM(), logLimit, tally.processes()),
            pane,
            appendMillis);
    histories.change(history -> history.contaminate(Slots.hourOf(onset), Long.MAX_VALUE));
    state.hourContaminated = true;
    state.streak = 0;
    status.show(Health.DRIFT, pane.endMillis(), alarm.effect());
    armed.detector().reset();
  }

  private void follow(SeriesState.Armed armed, OpenDrift open, Pane pane, long appendMillis) {
    if (pane.endMillis() - open.finding().openedAtMillis() >= Candidates.STAYS.toMillis()) {
      tally.withdraw(key);
    }
    long onset = open.finding().onsetMillis();
    List<Pane> window = state.ring.newest(1, config.baselineRunsMin(), onset);
    Histogram counts = PaneRing.sumOf(window);
    Optional<Gate.Near> near = normal.gateOf(armed.reference()).nearest(counts, open.frozen());
    if (near.isEmpty()) {
      return;
    }
    double effect = near.get().effect();
    int below = effect < open.gateLimit() / 2 ? open.panesBelow() + 1 : 0;
    OpenDrift followed = open.withPanesBelow(below);
    if (below >= config.panesToClose()) {
      String text =
          "back at its baseline: effect %s, below half the limit of %s, over %s runs"
              .formatted(
                  Numbers.plain(effect),
                  Numbers.plain(open.gateLimit()),
                  Numbers.count(counts.count()));
      state.open = followed;
      closeFinding(followed, pane.endMillis(), effect, text);
      return;
    }
    if (pane.endMillis() - open.finding().openedAtMillis() >= config.reBaselineAfter().toMillis()) {
      reBaseline(
          pane.endMillis(),
          "taken as the new normal after %d days: %s"
              .formatted(config.reBaselineAfter().toDays(), open.finding().effectText()));
      return;
    }
    state.open =
        findings.follow(followed, window, near.get(), armed.reference(), pane, appendMillis);
  }

  private void closeFinding(OpenDrift open, long atMillis, double effect, String text) {
    findings.close(open, atMillis, effect, text);
    tally.withdraw(key);
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
        key.slice(),
        key.signal(),
        slot.slot(),
        slot.fromMillis(),
        slot.toMillis(),
        computedAtMillis,
        bins,
        slot.counts());
  }
}
