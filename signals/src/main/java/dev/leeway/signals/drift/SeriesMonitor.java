package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import dev.leeway.signals.drift.sequential.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of one series: what a closed pane, the end of an hour and silence do to its state
 * on the ladder learning, stable, moved, drift. Not thread-safe.
 */
final class SeriesMonitor {
  /** Evidence of a finding that closed because what it speaks of was taken as normal. */
  static final String ACCEPTED = "taken_as_normal";

  private static final long HOUR = SeriesHistory.HOUR;

  private final SeriesContext series;
  private final DriftConfig config;
  private final SeriesState state;
  private final HistoryDoor histories;
  private final ProcessTally tally;
  private final MonitorOutput output;
  private final FindingWriter findings;
  private final StatusBoard status;
  private final ReferenceKeeper normal;
  private final AlarmGate gate;

  SeriesMonitor(SeriesContext series) {
    this.series = series;
    this.config = series.config();
    this.state = series.state();
    this.histories = series.histories();
    this.tally = series.tally();
    this.output = series.output();
    this.findings = new FindingWriter(series);
    this.status = new StatusBoard(series);
    this.normal = new ReferenceKeeper(series);
    this.gate = new AlarmGate(series, normal);
  }

  /** Takes a pane in; panes come in order of time. */
  void close(Pane pane, long appendMillis, Arrival arrival) {
    silentUntil(pane.startMillis());
    normal.rollTo(Slots.hourOf(pane.startMillis()));
    Pane counted =
        new Pane(
            pane.startMillis(),
            pane.endMillis(),
            pane.counts().withoutNegatives(),
            pane.exemplars());
    if (counted.counts().count() > 0) {
      state.lastPaneEnd = pane.endMillis();
      if (halfArrived(counted, arrival)) {
        output.counted(MonitorCount.HALF_ARRIVED_PANES, 1);
      } else {
        state.ring.add(counted);
        step(counted, appendMillis);
      }
    }
    state.hour = state.hour.plus(pane.counts());
    if (state.armed == null) {
      normal.learn(pane.endMillis());
      status.show(state.armed == null ? Health.LEARNING : Health.STABLE, pane.endMillis(), 0);
    }
  }

  /** Nothing came until a time: a finding cannot stay open on what is not seen. */
  void silentUntil(long atMillis) {
    if (state.open != null && atMillis >= state.silenceDueMillis(config)) {
      OpenDrift open = state.open;
      String text =
          "no data for %d min; last seen: %s"
              .formatted(
                  (state.silenceDueMillis(config) - state.lastPaneEnd) / 60_000,
                  open.finding().effectText());
      closeFinding(open, state.silenceDueMillis(config), open.finding().effect(), text);
    }
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
      closeFinding(open, atMillis, open.finding().effect(), reason, Map.of(ACCEPTED, 1.0));
      state.hourContaminated = false;
    }
    normal.learnAnew(atMillis);
    status.show(state.armed == null ? Health.LEARNING : Health.STABLE, atMillis, 0);
  }

  /** Does what a person says about what is normal. What they saw was there before they said it. */
  void order(BaselineOrder order) {
    OpenDrift open = state.open;
    boolean stale = open != null && open.finding().openedAtMillis() > order.atMillis();
    switch (order.kind()) {
      case PIN ->
          pin(
              new SlotCounts(
                  BaselineSlot.PINNED, order.fromMillis(), order.toMillis(), order.counts()),
              order.atMillis());
      case UNPIN -> {
        if (state.pinned != null) {
          pin(null, order.atMillis());
        }
      }
      case ACCEPT -> {
        if (!stale) {
          state.frozen = null;
          reBaseline(order.atMillis(), "taken as the new normal");
        }
      }
    }
  }

  private void pin(@Nullable SlotCounts pinned, long atMillis) {
    if (Objects.equals(pinned, state.pinned)) {
      return;
    }
    if (state.open != null) {
      String text =
          pinned == null
              ? "the pinned baseline was taken back"
              : "judged against the pinned baseline from now on";
      closeFinding(state.open, atMillis, state.open.finding().effect(), text);
    }
    normal.pin(pinned, atMillis);
    status.show(state.armed == null ? Health.LEARNING : Health.STABLE, atMillis, 0);
  }

  /** The series is forgotten: closes what is open and leaves the promise. */
  void retire() {
    silentUntil(Long.MAX_VALUE);
    normal.disarm();
  }

  private boolean halfArrived(Pane pane, Arrival arrival) {
    SeriesState.Armed armed = state.armed;
    return switch (arrival) {
      case WHOLE -> false;
      case LAGGING ->
          HalfArrived.isHalf(
              pane, histories.read(), armed == null ? 1 : armed.reference().phiMean());
    };
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
    state.path.add(pane.endMillis(), detector.logM());
    boolean candidate = detector.logM() >= ProcessTally.logFloor(config.alpha());
    Optional<AlarmGate.Alarm> alarm =
        candidate ? gate.pass(reference, detector.onsetMillis(), pane) : Optional.empty();
    if (alarm.isPresent()) {
      tally.propose(series.key(), detector.logM());
      state.streak++;
    } else {
      tally.withdraw(series.key());
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
    status.show(Health.MOVED, pane.endMillis(), alarm.map(AlarmGate.Alarm::effect).orElse(0.0));
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

  private void open(
      SeriesState.Armed armed,
      AlarmGate.Alarm alarm,
      Pane pane,
      double logLimit,
      long appendMillis) {
    Reference reference = armed.reference();
    long onset = alarm.onsetMillis();
    List<Baseline> named = new ArrayList<>();
    for (SlotCounts slot : alarm.slots()) {
      named.add(baselineOf(slot, reference.bins(), pane.endMillis()));
    }
    named.forEach(output::baseline);
    state.open =
        findings.open(
            alarm,
            reference,
            new FindingWriter.Proof(armed.detector().logM(), logLimit, tally.processes()),
            pane,
            appendMillis);
    state.path.clear();
    histories.change(history -> history.contaminate(Slots.hourOf(onset), Long.MAX_VALUE));
    state.hourContaminated = true;
    state.streak = 0;
    status.show(Health.DRIFT, pane.endMillis(), alarm.effect());
    armed.detector().reset();
  }

  private void follow(SeriesState.Armed armed, OpenDrift open, Pane pane, long appendMillis) {
    if (pane.endMillis() - open.finding().openedAtMillis() >= Candidates.STAYS.toMillis()) {
      tally.withdraw(series.key());
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
    boolean overdue =
        pane.endMillis() - open.finding().openedAtMillis() >= config.reBaselineAfter().toMillis();
    if (overdue && state.pinned == null) {
      reBaseline(
          pane.endMillis(),
          "taken as the new normal after %d days: %s"
              .formatted(config.reBaselineAfter().toDays(), open.finding().effectText()));
      return;
    }
    state.open =
        findings.follow(followed, window, near.get(), armed.reference(), pane, appendMillis);
    status.show(Health.DRIFT, pane.endMillis(), effect);
  }

  private void closeFinding(OpenDrift open, long atMillis, double effect, String text) {
    closeFinding(open, atMillis, effect, text, Map.of());
  }

  private void closeFinding(
      OpenDrift open, long atMillis, double effect, String text, Map<String, Double> further) {
    findings.close(open, atMillis, effect, text, further);
    tally.withdraw(series.key());
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
