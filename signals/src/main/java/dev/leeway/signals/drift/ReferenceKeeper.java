package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arms, refreshes, re-cuts or gives up the reference of a series, which a user may pin. Not
 * thread-safe.
 */
final class ReferenceKeeper {
  private static final long HOUR = SeriesHistory.HOUR;
  private static final long DAY = 24 * HOUR;

  /**
   * Past hours from which over-dispersion is measured; with fewer it is measured from panes alone.
   */
  private static final int DISPERSION_HOURS_MIN = 3;

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

  /** While evidence gathers, what it speaks of stays out of the reference. */
  private boolean suspicious() {
    return state.armed != null
        && state.armed.detector().logM() >= tally.logLimit(config.alpha()) / 2;
  }

  /** Takes what is normal from the clean hours up to now, or from what a user has pinned. */
  void refresh(long now) {
    SeriesHistory history = histories.read();
    long from = learnsFrom(now);
    SeriesState.Armed armed = state.armed;
    if (state.pinned != null && state.judgedByPin()) {
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
              spreadOf(history, from, until),
              from,
              until,
              armed.reference().cutAtMillis());
      state.armed = new SeriesState.Armed(refreshed, armed.detector());
    }
    freeze(clean, from, until, now);
  }

  /** Where the reference begins: beside an open finding against the pin, where that began. */
  private long learnsFrom(long now) {
    long from = now - config.reference().toMillis();
    return state.fromPin == null
        ? from
        : Math.min(now, Math.max(from, PinnedDrift.learnedFrom(state.fromPin)));
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
    state.pinned = pinned;
    state.pinLimit = Double.NaN;
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
    refresh(now);
  }

  /** The counts stay the user's; only how much the series varies by itself is measured anew. */
  private void refreshPinned(SlotCounts pinned, SeriesHistory history, long from, long now) {
    SeriesState.Armed armed = state.armed;
    state.learnedRuns = pinned.counts().count();
    Reference reference = ofPinned(pinned, history, from, now);
    Bins bins = reference.bins();
    if (Double.isNaN(state.pinLimit)) {
      state.pinLimit = new OwnEffects(series).limitAround(pinned, history, reference);
    }
    if (armed == null) {
      tally.add(SeriesDetector.processesOf(watch));
    }
    state.armed =
        new SeriesState.Armed(
            reference, armed == null ? SeriesDetector.of(watch, bins) : armed.detector());
  }

  /**
   * The pin as a reference. Over-dispersion is that of its own hours, or of the newest where those
   * are not known any more; around what they came to, which may be far from the pin.
   */
  private Reference ofPinned(SlotCounts pinned, SeriesHistory history, long from, long now) {
    boolean known =
        history.cleanHours(pinned.fromMillis(), pinned.toMillis()).size() >= DISPERSION_HOURS_MIN;
    Spread spread =
        known
            ? spreadOf(history, pinned.fromMillis(), pinned.toMillis())
            : spreadOf(history, from, now);
    return Reference.of(
        SeriesDetector.binsOf(watch, pinned.counts()),
        pinned.counts(),
        Histogram.sumOf(spread.slots()),
        spread,
        pinned.fromMillis(),
        pinned.toMillis(),
        now);
  }

  /** The same where the state is lost. */
  Reference ofPinned(SlotCounts pinned) {
    SeriesHistory history = histories.read();
    long now = Math.max(pinned.toMillis(), history.newestHourMillis() + HOUR);
    return ofPinned(pinned, history, now - config.reference().toMillis(), now);
  }

  /** Leaves learning as soon as there are enough runs, in the middle of an hour too. */
  void learn(long now) {
    if (state.learnedRuns + state.hour.count() >= config.runsToLearn()) {
      SeriesHistory history = histories.read();
      long from = learnsFrom(now);
      if (state.hourStart < from) {
        return;
      }
      Histogram clean = history.clean(from, now).plus(state.hour).withoutNegatives();
      arm(history, clean, from, now, now);
      freeze(clean, from, now, now);
    }
  }

  /** Forgets what was normal and takes it from what is clean now. */
  void learnAnew(long now) {
    if (!state.judgedByPin()) {
      disarm();
    }
    refresh(now);
  }

  private void arm(SeriesHistory history, Histogram clean, long from, long until, long now) {
    if (series.judged() && clean.count() >= config.runsToLearn()) {
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
        Reference.of(bins, clean, spreadOf(history, from, until), from, until, now);
    state.armed = new SeriesState.Armed(reference, SeriesDetector.of(watch, bins));
    output.baseline(
        Baseline.of(
            key.slice(), key.signal(), BaselineSlot.REFERENCE, from, until, now, bins, clean));
  }

  private Spread spreadOf(SeriesHistory history, long from, long until) {
    List<Histogram> hours = history.cleanHours(from, until);
    if (hours.size() < DISPERSION_HOURS_MIN) {
      return new Spread(state.ring.all().stream().map(Pane::counts).toList(), List.of());
    }
    Set<Long> clean = Set.copyOf(history.cleanStarts());
    return new Spread(
        hours,
        state.ring.all().stream()
            .filter(pane -> pane.startMillis() >= from && pane.endMillis() <= until)
            .filter(pane -> clean.contains(Slots.hourOf(pane.startMillis())))
            .map(Pane::counts)
            .toList());
  }
}
