package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;

/**
 * Ends the hours of a series into its history, after each of which the length of its panes is
 * chosen and what is normal refreshed. Not thread-safe.
 */
final class SeriesHours {
  private static final long HOUR = SeriesHistory.HOUR;
  private static final long DAY = 24 * HOUR;

  /** Hours of history before the speed of panes is chosen; until then they are short. */
  private static final int SPEED_HOURS_MIN = 6;

  private final DriftConfig config;
  private final SeriesState state;
  private final HistoryDoor histories;
  private final ReferenceKeeper normal;
  private final OwnEffects effects;
  private final AgentSeasons seasons;

  SeriesHours(SeriesContext series) {
    this.config = series.config();
    this.state = series.state();
    this.histories = series.histories();
    this.normal = new ReferenceKeeper(series);
    this.effects = new OwnEffects(series);
    this.seasons = new AgentSeasons(series);
  }

  /** The hour that is being collected may not be whole. */
  void spoil() {
    seasons.spoil(state.hourStart);
  }

  /** Ends the hours before this one. */
  void rollTo(long hourStart, long appendMillis) {
    if (hourStart <= state.hourStart) {
      return;
    }
    if (state.hourStart == Long.MIN_VALUE) {
      // The history may have been warmed from stored windows.
      chooseSpeed(hourStart, 0);
      normal.refresh(hourStart);
    } else {
      seasons.end(state.hourStart, state.hour, appendMillis);
      end(state.hourStart, hourStart);
    }
    state.hourStart = hourStart;
  }

  private void end(long ended, long next) {
    Histogram counts = state.hour;
    boolean contaminated = state.hourContaminated || state.open != null;
    histories.change(history -> {
      history.add(ended, counts);
      if (contaminated) {
        history.contaminate(ended, ended + HOUR);
      } else if (state.armed != null && !state.judgedByPin()) {
        effects.record(history, state.armed.reference(), ended);
      }
      history.dropBefore(next - config.history().toMillis());
    });
    state.hour = Histogram.empty();
    state.hourContaminated = state.open != null;
    chooseSpeed(next, counts.count());
    normal.refresh(next);
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
}
