package dev.leeway.signals.drift;

/**
 * States the health of a series when it changes, while it learns as its runs grow, and once an hour
 * for its evidence and its distance from the frozen twin. Not thread-safe.
 */
final class StatusBoard {
  private static final long HOUR = 3_600_000;
  private static final int PARTS_OF_LEARNING = 100;

  private final SeriesContext series;
  private final SeriesState state;

  StatusBoard(SeriesContext series) {
    this.series = series;
    this.state = series.state();
  }

  void show(Health seen, long atMillis, double effect) {
    // What differs from the pin does so whatever the series is found to do meanwhile.
    Health health = state.fromPin == null ? seen : Health.DRIFT;
    DriftConfig config = series.config();
    SeriesState.Armed armed = state.armed;
    long runs = armed == null ? state.learnedRuns + state.hour.count() : armed.reference().runs();
    boolean first = state.shownRuns < 0;
    boolean old = first || atMillis - state.shownMillis >= HOUR;
    long step = Math.max(1, config.runsToLearn() / PARTS_OF_LEARNING);
    boolean progress = armed == null && runs - state.shownRuns >= step;
    if (health == state.shownHealth && !old && !progress) {
      return;
    }
    state.shownHealth = health;
    state.shownRuns = runs;
    state.shownMillis = atMillis;
    state.shownRevision = Math.max(state.shownRevision + 1, atMillis);
    series
        .output()
        .status(
            new SignalStatus(
                series.key().slice(),
                series.key().signal(),
                state.shownRevision,
                health,
                atMillis,
                runs,
                config.runsToLearn(),
                armed == null ? Double.NEGATIVE_INFINITY : armed.detector().logM(),
                series.tally().logLimit(config.alpha()),
                effect,
                FrozenTwin.distance(state.frozen, PaneRing.sumOf(state.ring.all()), series.watch()),
                state.pinned != null,
                findingId()));
  }

  private String findingId() {
    if (state.open != null) {
      return state.open.finding().findingId();
    }
    return state.fromPin == null ? "" : state.fromPin.open().finding().findingId();
  }
}
