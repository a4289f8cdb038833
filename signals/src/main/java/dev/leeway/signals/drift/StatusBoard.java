package dev.leeway.signals.drift;

/** States the health of a series when it changes. Not thread-safe. */
final class StatusBoard {
  private final SeriesKey key;
  private final DriftConfig config;
  private final SeriesState state;
  private final ProcessTally tally;
  private final MonitorOutput output;

  StatusBoard(
      SeriesKey key,
      DriftConfig config,
      SeriesState state,
      ProcessTally tally,
      MonitorOutput output) {
    this.key = key;
    this.config = config;
    this.state = state;
    this.tally = tally;
    this.output = output;
  }

  void show(Health health, long atMillis, double effect) {
    SeriesState.Armed armed = state.armed;
    long runs = armed == null ? state.learnedRuns + state.hour.count() : armed.reference().runs();
    boolean first = state.shownRuns < 0;
    boolean progress =
        armed == null && runs - state.shownRuns >= Math.max(1, config.runsToLearn() / 10);
    if (health == state.shownHealth && !first && !progress) {
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
