package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import java.util.List;
import java.util.Optional;

/** Looks whether what an open finding speaks of is still there, in the newest runs. */
final class OpenLook {
  private final DriftConfig config;
  private final SeriesState state;
  private final OwnEffects effects;

  OpenLook(SeriesContext series) {
    this.config = series.config();
    this.state = series.state();
    this.effects = new OwnEffects(series);
  }

  /**
   * What is seen.
   *
   * @param followed the finding, with one more or no pane below half its limit
   * @param gone whether there were enough of those to close it
   */
  record Seen(
      OpenDrift followed, List<Pane> window, Histogram counts, Gate.Near near, boolean gone) {
    double effect() {
      return near.effect();
    }

    /** Why it closes. */
    String words() {
      return "back at its baseline: effect %s, below half the limit of %s, over %s runs"
          .formatted(
              Numbers.plain(effect()),
              Numbers.plain(followed.gateLimit()),
              Numbers.count(counts.count()));
    }
  }

  /** Empty where there are no runs to look at, or too few since the state was lost. */
  Optional<Seen> at(Reference reference, OpenDrift open) {
    long onset = open.finding().onsetMillis();
    List<Pane> window = state.ring.newest(1, config.baselineRunsMin(), onset);
    Histogram counts = PaneRing.sumOf(window);
    if (counts.count() < config.baselineRunsMin() && !state.ring.reachesBackTo(onset)) {
      return Optional.empty();
    }
    return effects
        .gateOf(reference)
        .nearest(counts, open.frozen())
        .map(near -> {
          int below = near.effect() < open.gateLimit() / 2 ? open.panesBelow() + 1 : 0;
          return new Seen(
              open.withPanesBelow(below), window, counts, near, below >= config.panesToClose());
        });
  }
}
