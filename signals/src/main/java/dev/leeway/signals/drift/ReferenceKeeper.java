package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is normal for a series: ends its hours into history, and arms, refreshes, re-cuts or
 * gives up its reference, which a user may pin. Not thread-safe.
 */
final class ReferenceKeeper {
  private static final long HOUR = SeriesHistory.HOUR;
  private static final long DAY = 24 * HOUR;

  /** Past hours from which over-dispersion is measured; with fewer it is measured from panes. */
  private static final int DISPERSION_HOURS_MIN = 3;

  /** Hours of history before the speed of panes is chosen; until then they are short. */
  private static final int SPEED_HOURS_MIN = 6;

  private final SeriesContext series;
  private final SeriesKey key;
  private final Watch watch;
  private final DriftConfig config;
  private final SeriesState state;
  private final HistoryDoor histories;
  private final ProcessTally tally;
  private final MonitorOutput output;

  ReferenceKeeper(SeriesContext series) {
    this.series = series;
    this.key = series.key();
    this.watch = series.watch();
    this.config = series.config();
    this.state = series.state();
    this.histories = series.histories();
    this.tally = series.tally();
    this.output = series.output();
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
          SlotCounts pinned = state.pinned;
          List<SlotCounts> before =
              pinned != null
                  ? List.of(pinned)
                  : Slots.before(history, slot.fromMillis(), ended, config.baselineRunsMin());
          return gateOf(reference).nearest(slot.counts(), before);
        })
        .ifPresent(near -> history.recordEffect(ended, near.effect()));
  }

  /** What the series does by itself, against another baseline than so far. */
  private void recordEffectsAnew(Reference reference) {
    histories.change(history -> {
      for (long hour : history.cleanStarts()) {
        history.recordEffect(hour, Double.NaN);
        recordEffect(history, reference, hour);
      }
    });
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
    if (state.pinned != null) {
      refreshPinned(state.pinned, history, from, now);
      return;
    }
    long until = armed == null ? now : learnsUntil(armed, from, now);
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
    freeze(clean, from, until, now);
  }

  /**
   * Where the reference ends: before the onset of what is suspected, and before a deployment whose
   * version has too few runs to be a baseline of its own, so that it is judged by the one before.
   */
  private long learnsUntil(SeriesState.Armed armed, long from, long now) {
    long until = suspicious() ? Slots.hourOf(armed.detector().onsetMillis()) : Long.MAX_VALUE;
    long deployed =
        series
            .book()
            .young(now, config.runsToLearn())
            .map(deployment -> Slots.hourOf(deployment.atMillis()))
            .orElse(Long.MAX_VALUE);
    return Math.clamp(Math.min(until, deployed), from, now);
  }

  /** Keeps the first reference for ever; the operator's word on what is normal replaces it. */
  private void freeze(Histogram clean, long from, long until, long now) {
    SeriesState.Armed armed = state.armed;
    if (armed == null || state.frozen != null || clean.count() < config.runsToLearn()) {
      return;
    }
    state.frozen = new SlotCounts(BaselineSlot.FROZEN, from, until, clean);
    output.baseline(
        Baseline.of(
            key.slice(),
            key.signal(),
            BaselineSlot.FROZEN,
            from,
            until,
            now,
            armed.reference().bins(),
            clean));
  }

  /** A user says what is normal, or with nothing that it is again what was seen lately. */
  void pin(@Nullable SlotCounts pinned, long now) {
    disarm();
    state.pinned = pinned;
    SlotCounts told =
        pinned == null ? new SlotCounts(BaselineSlot.PINNED, now, now, Histogram.empty()) : pinned;
    Bins bins = pinned == null ? Bins.GOOD_BAD : SeriesDetector.binsOf(watch, pinned.counts());
    output.baseline(
        Baseline.of(
            key.slice(),
            key.signal(),
            told.slot(),
            told.fromMillis(),
            told.toMillis(),
            now,
            bins,
            told.counts()));
    refreshReference(now);
    if (state.armed != null) {
      recordEffectsAnew(state.armed.reference());
    }
  }

  /** The counts stay the user's; only how much the series varies by itself is measured anew. */
  private void refreshPinned(SlotCounts pinned, SeriesHistory history, long from, long now) {
    SeriesState.Armed armed = state.armed;
    state.learnedRuns = pinned.counts().count();
    Bins bins =
        armed == null ? SeriesDetector.binsOf(watch, pinned.counts()) : armed.reference().bins();
    Reference reference =
        Reference.of(
            bins,
            pinned.counts(),
            dispersionSlots(history, from, now),
            pinned.fromMillis(),
            pinned.toMillis(),
            now);
    if (armed == null) {
      tally.add(SeriesDetector.processesOf(watch));
    }
    state.armed =
        new SeriesState.Armed(
            reference, armed == null ? SeriesDetector.of(watch, bins) : armed.detector());
  }

  /** Leaves learning as soon as there are enough runs, in the middle of an hour too. */
  void learn(long now) {
    if (state.learnedRuns + state.hour.count() >= config.runsToLearn()) {
      SeriesHistory history = histories.read();
      long from = now - config.reference().toMillis();
      Histogram clean = history.clean(from, now).plus(state.hour).withoutNegatives();
      arm(history, clean, from, now, now);
      freeze(clean, from, now, now);
    }
  }

  /** Forgets what was normal and takes it from what is clean now. */
  void learnAnew(long now) {
    if (state.pinned == null) {
      disarm();
    }
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
