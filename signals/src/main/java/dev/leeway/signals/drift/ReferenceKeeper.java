package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.List;

/**
 * Keeps what is normal for a series: ends its hours into history, and arms, refreshes, re-cuts or
 * gives up its reference. Not thread-safe.
 */
final class ReferenceKeeper {
  private static final long HOUR = SeriesHistory.HOUR;
  private static final long DAY = 24 * HOUR;

  /** Past hours from which over-dispersion is measured; with fewer it is measured from panes. */
  private static final int DISPERSION_HOURS_MIN = 3;

  /** Hours of history before the speed of panes is chosen; until then they are short. */
  private static final int SPEED_HOURS_MIN = 6;

  private final SeriesKey key;
  private final Watch watch;
  private final DriftConfig config;
  private final SeriesState state;
  private final HistoryDoor histories;
  private final ProcessTally tally;
  private final MonitorOutput output;

  ReferenceKeeper(
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
  }

  /** Ends the hours before this one. */
  void rollTo(long hourStart) {
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
      } else if (state.armed != null) {
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
    long from = Math.max(now - DAY, history.oldestHourMillis());
    if (now - from < SPEED_HOURS_MIN * HOUR) {
      return;
    }
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
            ? Math.clamp(Slots.hourOf(armed.detector().onsetMillis()), from, now)
            : now;
    Histogram clean = history.clean(from, until);
    if (armed != null && until < now && clean.count() < config.runsToLearn()) {
      return;
    }
    state.learnedRuns = clean.count();
    if (armed == null) {
      arm(history, clean, from, until, now);
    } else if (state.open != null) {
      return;
    } else if (state.learnedRuns < config.runsToLearn() / 2) {
      disarm();
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
  void learn(long now) {
    if (state.learnedRuns + state.hour.count() >= config.runsToLearn()) {
      SeriesHistory history = histories.read();
      long from = now - config.reference().toMillis();
      arm(history, history.clean(from, now).plus(state.hour).withoutNegatives(), from, now, now);
    }
  }

  /** Forgets what was normal and takes it from what is clean now. */
  void learnAnew(long now) {
    disarm();
    refreshReference(now);
  }

  private void arm(SeriesHistory history, Histogram clean, long from, long until, long now) {
    if (clean.count() >= config.runsToLearn()) {
      tally.add(SeriesDetector.processesOf(watch));
      cut(history, clean, from, until, now);
    }
  }

  /** Back to learning. */
  void disarm() {
    if (state.armed != null) {
      tally.add(-SeriesDetector.processesOf(watch));
      tally.withdraw(key);
      state.armed = null;
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

  /** The gate under the bins and over-dispersion of a reference. */
  Gate gateOf(Reference reference) {
    return new Gate(config, SeriesDetector.effectOf(watch), reference.bins(), reference.phiMean());
  }
}
