package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The transitions of one series: what a closed pane, the end of an hour and silence do to its state
 * on the ladder learning, stable, moved, drift. Not thread-safe.
 */
final class SeriesMonitor {
  private static final long HOUR = SeriesHistory.HOUR;
  private static final long DAY = 24 * HOUR;

  /** Past hours from which over-dispersion is measured; with fewer it is measured from panes. */
  private static final int DISPERSION_HOURS_MIN = 24;

  private final SeriesKey key;
  private final Watch watch;
  private final DriftConfig config;
  private final SeriesState state;
  private final HistoryDoor histories;
  private final ProcessTally tally;
  private final MonitorOutput output;
  private final FindingWriter findings;

  SeriesMonitor(
      SeriesKey key,
      Watch watch,
      DriftConfig config,
      SeriesState state,
      HistoryDoor histories,
      ProcessTally tally,
      MonitorOutput output) {
    this.key = key;
    this.watch = watch;
    this.config = config;
    this.state = state;
    this.histories = histories;
    this.tally = tally;
    this.output = output;
    this.findings = new FindingWriter(key, watch, config, output);
  }

  /** Takes a pane in; panes come in order of time. */
  void close(Pane pane, long appendMillis) {
    silentUntil(pane.startMillis());
    rollTo(Slots.hourOf(pane.startMillis()));
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
      learn(pane);
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
      histories.change(history -> history.accept(onsetHour));
      state.hourContaminated = false;
      closeFinding(open, atMillis, open.finding().effect(), reason);
      state.hourContaminated = false;
    }
    disarm(atMillis);
    refreshReference(atMillis);
    showAt(state.armed == null ? Health.LEARNING : Health.STABLE, atMillis, 0);
  }

  /** The series is forgotten: closes what is open and leaves the promise. */
  void retire() {
    silentUntil(Long.MAX_VALUE);
    if (state.armed != null) {
      tally.add(-SeriesDetector.processesOf(watch));
      state.armed = null;
    }
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
    double logLimit = tally.logLimit(config.alpha());
    if (!(detector.logM() >= logLimit)) {
      state.streak = 0;
      state.movedPanes = 0;
      show(pane.endMillis() < state.movedUntil ? Health.MOVED : Health.STABLE, pane, 0);
      return;
    }
    Optional<Alarm> alarm = passGate(reference, detector.onsetMillis(), pane);
    if (alarm.isPresent()) {
      state.streak++;
      state.movedPanes = 0;
      if (state.streak >= (state.slow ? 1 : config.panesToOpen())) {
        open(armed, alarm.get(), pane, logLimit, appendMillis);
        return;
      }
    } else {
      state.streak = 0;
      holdBack(detector, pane);
    }
    show(Health.MOVED, pane, alarm.map(Alarm::effect).orElse(0.0));
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
    Gate gate = gateOf(reference);
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
    show(Health.DRIFT, pane, alarm.effect());
    armed.detector().reset();
  }

  private void follow(SeriesState.Armed armed, OpenDrift open, Pane pane, long appendMillis) {
    long onset = open.finding().onsetMillis();
    List<Pane> window = state.ring.newest(1, config.baselineRunsMin(), onset);
    Histogram counts = PaneRing.sumOf(window);
    Optional<Gate.Near> near = gateOf(armed.reference()).nearest(counts, open.frozen());
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
    state.open = null;
    state.streak = 0;
    state.movedPanes = 0;
    if (state.armed != null) {
      state.armed.detector().reset();
    }
    showAt(state.armed == null ? Health.LEARNING : Health.STABLE, atMillis, effect);
  }

  private void rollTo(long hourStart) {
    if (hourStart <= state.hourStart) {
      return;
    }
    if (state.hourStart == Long.MIN_VALUE) {
      // The history may have been warmed from stored windows.
      chooseSpeed(hourStart, 0);
      refreshReference(hourStart);
    } else {
      endHour(state.hourStart, hourStart);
    }
    state.hourStart = hourStart;
  }

  private void endHour(long ended, long next) {
    Histogram counts = state.hour;
    boolean contaminated = state.hourContaminated || state.open != null;
    histories.change(history -> {
      history.add(ended, counts);
      if (contaminated) {
        history.contaminate(ended, ended + HOUR);
      } else if (state.armed != null && !suspicious()) {
        recordEffect(history, state.armed.reference(), ended);
      }
      history.dropBefore(next - config.history().toMillis());
    });
    state.hour = Histogram.empty();
    state.hourContaminated = state.open != null;
    chooseSpeed(next, counts.count());
    refreshReference(next);
  }

  private void recordEffect(SeriesHistory history, Reference reference, long ended) {
    Slots.endingAt(history, ended + HOUR, config.baselineRunsMin())
        .flatMap(slot -> {
          List<SlotCounts> before =
              Slots.before(history, slot.fromMillis(), ended, config.baselineRunsMin());
          return gateOf(reference).nearest(slot.counts(), before);
        })
        .ifPresent(near -> history.recordEffect(ended, near.effect()));
  }

  /** Slow below 20 runs an hour over the last day, fast again above 24 or after a busy hour. */
  private void chooseSpeed(long now, long runsLastHour) {
    SeriesHistory history = histories.read();
    long from = Math.max(now - DAY, Math.min(now - HOUR, history.oldestHourMillis()));
    double perHour = (double) history.allRuns(from, now) * HOUR / (now - from);
    double limit = config.slowBelowRunsPerHour() * (state.slow ? 1.2 : 1);
    boolean busy = runsLastHour >= 12 * config.slowBelowRunsPerHour();
    state.slow = perHour < limit && !busy;
  }

  /** While evidence gathers, what it speaks of stays out of the reference. */
  private boolean suspicious() {
    return state.armed != null
        && state.armed.detector().logM() >= tally.logLimit(config.alpha()) / 2;
  }

  private void refreshReference(long now) {
    SeriesHistory history = histories.read();
    long from = now - config.reference().toMillis();
    SeriesState.Armed armed = state.armed;
    long until =
        armed != null && suspicious()
            ? Math.min(now, Slots.hourOf(armed.detector().onsetMillis()))
            : now;
    Histogram clean = history.clean(from, until);
    state.learnedRuns = clean.count();
    if (armed == null) {
      arm(history, clean, from, until, now);
    } else if (state.open != null) {
      return;
    } else if (state.learnedRuns < config.runsToLearn() / 2) {
      disarm(now);
    } else if (now - armed.reference().cutAtMillis() >= DAY && !suspicious()) {
      cut(history, clean, from, until, now);
    } else {
      Reference refreshed =
          Reference.of(
              armed.reference().bins(),
              clean,
              dispersionSlots(history, from, until),
              from,
              until,
              armed.reference().cutAtMillis());
      state.armed = new SeriesState.Armed(refreshed, armed.detector());
    }
  }

  /** Leaves learning as soon as there are enough runs, in the middle of an hour too. */
  private void learn(Pane pane) {
    long runs = state.learnedRuns + state.hour.count();
    if (runs >= config.runsToLearn()) {
      SeriesHistory history = histories.read();
      long from = pane.endMillis() - config.reference().toMillis();
      Histogram clean = history.clean(from, pane.endMillis()).plus(state.hour).withoutNegatives();
      arm(history, clean, from, pane.endMillis(), pane.endMillis());
    }
    if (state.armed == null) {
      show(Health.LEARNING, pane, 0);
    } else {
      show(Health.STABLE, pane, 0);
    }
  }

  private void arm(SeriesHistory history, Histogram clean, long from, long until, long now) {
    if (clean.count() >= config.runsToLearn()) {
      tally.add(SeriesDetector.processesOf(watch));
      cut(history, clean, from, until, now);
    }
  }

  private void disarm(long now) {
    if (state.armed != null) {
      tally.add(-SeriesDetector.processesOf(watch));
      state.armed = null;
      showAt(Health.LEARNING, now, 0);
    }
  }

  private void cut(SeriesHistory history, Histogram clean, long from, long until, long now) {
    Bins bins = SeriesDetector.binsOf(watch, clean);
    Reference reference =
        Reference.of(bins, clean, dispersionSlots(history, from, until), from, until, now);
    state.armed = new SeriesState.Armed(reference, SeriesDetector.of(watch, bins));
    output.baseline(
        Baseline.of(
            key.slice(), key.signal(), BaselineSlot.REFERENCE, from, until, now, bins, clean));
  }

  private List<Histogram> dispersionSlots(SeriesHistory history, long from, long until) {
    List<Histogram> hours = history.cleanHours(from, until);
    return hours.size() >= DISPERSION_HOURS_MIN
        ? hours
        : state.ring.all().stream().map(Pane::counts).toList();
  }

  private Gate gateOf(Reference reference) {
    return new Gate(config, SeriesDetector.effectOf(watch), reference.bins(), reference.phiMean());
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

  private void show(Health health, Pane pane, double effect) {
    showAt(health, pane.endMillis(), effect);
  }

  private void showAt(Health health, long atMillis, double effect) {
    SeriesState.Armed armed = state.armed;
    long runs = armed == null ? state.learnedRuns + state.hour.count() : armed.reference().runs();
    boolean progress =
        armed == null && runs - state.shownRuns >= Math.max(1, config.runsToLearn() / 10);
    if (health == state.shownHealth && state.shownRuns >= 0 && !progress) {
      return;
    }
    state.shownHealth = health;
    state.shownRuns = runs;
    output.status(
        new SignalStatus(
            key.slice(),
            key.signal(),
            health,
            atMillis,
            runs,
            config.runsToLearn(),
            armed == null ? Double.NEGATIVE_INFINITY : armed.detector().logM(),
            tally.logLimit(config.alpha()),
            effect,
            state.open == null ? "" : state.open.finding().findingId()));
  }
}
