package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.Optional;

/**
 * The transitions of one series: what a closed pane, the end of an hour and silence do to its state
 * on the ladder learning, stable, moved, drift. Not thread-safe.
 */
final class SeriesMonitor {
  private static final long HOUR = SeriesHistory.HOUR;

  private final SeriesContext series;
  private final DriftConfig config;
  private final SeriesState state;
  private final HistoryDoor histories;
  private final ProcessTally tally;
  private final MonitorOutput output;
  private final StatusBoard status;
  private final SeriesHours hours;
  private final ReferenceKeeper normal;
  private final AlarmGate gate;
  private final SeriesFinding finding;
  private final OpenFollow following;
  private final PinnedDrift pinned;

  SeriesMonitor(SeriesContext series) {
    this.series = series;
    this.config = series.config();
    this.state = series.state();
    this.histories = series.histories();
    this.tally = series.tally();
    this.output = series.output();
    this.status = new StatusBoard(series);
    this.hours = new SeriesHours(series);
    this.normal = new ReferenceKeeper(series);
    this.gate = new AlarmGate(series);
    this.finding = new SeriesFinding(series);
    this.following = new OpenFollow(series);
    this.pinned = new PinnedDrift(series);
  }

  /** Takes a pane in; panes come in order of time. */
  void close(Pane pane, long appendMillis, Arrival arrival) {
    closeSilent(pane.startMillis());
    hours.rollTo(Slots.hourOf(pane.startMillis()), appendMillis);
    Pane counted =
        new Pane(
            pane.startMillis(),
            pane.endMillis(),
            pane.counts().withoutNegatives(),
            pane.exemplars());
    if (counted.counts().count() > 0) {
      state.lastPaneEnd = pane.endMillis();
      if (arrival == Arrival.LAGGING) {
        // After the first such hour the hour before is no measure of what is missing.
        hours.spoil();
      }
      if (halfArrived(counted, arrival)) {
        output.counted(MonitorCount.HALF_ARRIVED_PANES, 1);
      } else {
        state.ring.add(counted);
        step(counted, appendMillis);
      }
    }
    state.hour = state.hour.plus(pane.counts());
    if (state.armed == null && series.judged()) {
      normal.learn(pane.endMillis());
      status.show(state.armed == null ? Health.LEARNING : Health.STABLE, pane.endMillis(), 0);
    }
  }

  /** Nothing came until a time: a finding cannot stay open on what is not seen. */
  void silentUntil(long atMillis) {
    closeSilent(atMillis);
    new AgentSeasons(series).silentUntil(atMillis);
  }

  private void closeSilent(long atMillis) {
    long due = state.silenceDueMillis(config);
    if (!state.anyOpen() || atMillis < due) {
      return;
    }
    OpenDrift open = state.open;
    if (open != null) {
      finding.close(open, due, open.finding().effect(), silent(open, due));
    }
    if (state.fromPin != null) {
      pinned.closeSilent(due, silent(state.fromPin.open(), due));
    }
  }

  private String silent(OpenDrift open, long dueMillis) {
    return "no data for %d min; last seen: %s"
        .formatted((dueMillis - state.lastPaneEnd) / 60_000, open.finding().effectText());
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

  /** Does what a person says about what is normal. */
  void order(BaselineOrder order) {
    if (order.signal().equals(series.key().signal())) {
      new TakenAsNormal(series).order(order);
    } else {
      new AgentSeasons(series).accept(order.signal(), order.atMillis());
    }
  }

  /** The series is forgotten: closes what is open and leaves the promise. */
  void retire() {
    closeSilent(Long.MAX_VALUE);
    normal.disarm();
    new AgentSeasons(series).retire();
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
    if (state.armed != null && state.open != null && state.judgedByPin()) {
      pinned.setApart(state.armed, state.open, pane.startMillis());
    }
    if (state.fromPin != null) {
      pinned.follow(state.fromPin, pane, appendMillis);
    }
    SeriesState.Armed armed = state.armed;
    OpenDrift open = state.open;
    if (armed == null) {
      return;
    }
    output.counted(MonitorCount.PANES, 1);
    if (open == null) {
      test(armed, pane, appendMillis);
    } else {
      following.follow(armed, open, pane, appendMillis);
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
        finding.open(armed, alarm.get(), pane, logLimit, appendMillis);
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
}
