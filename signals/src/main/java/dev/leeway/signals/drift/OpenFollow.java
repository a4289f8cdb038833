package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.sequential.Candidates;
import java.util.List;
import java.util.Optional;

/**
 * Follows an open finding pane by pane against the baselines of its opening: states it again,
 * closes it when the effect is gone, and takes it as normal when it has been there for long. Not
 * thread-safe.
 */
final class OpenFollow {
  private final SeriesContext series;
  private final DriftConfig config;
  private final SeriesState state;
  private final OwnEffects effects;
  private final FindingWriter findings;
  private final StatusBoard status;
  private final SeriesFinding finding;
  private final TakenAsNormal taken;

  OpenFollow(SeriesContext series) {
    this.series = series;
    this.config = series.config();
    this.state = series.state();
    this.effects = new OwnEffects(series);
    this.findings = new FindingWriter(series);
    this.status = new StatusBoard(series);
    this.finding = new SeriesFinding(series);
    this.taken = new TakenAsNormal(series);
  }

  void follow(SeriesState.Armed armed, OpenDrift open, Pane pane, long appendMillis) {
    if (pane.endMillis() - open.finding().openedAtMillis() >= Candidates.STAYS.toMillis()) {
      series.tally().withdraw(series.key());
    }
    long onset = open.finding().onsetMillis();
    List<Pane> window = state.ring.newest(1, config.baselineRunsMin(), onset);
    Histogram counts = PaneRing.sumOf(window);
    Optional<Gate.Near> near = effects.gateOf(armed.reference()).nearest(counts, open.frozen());
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
      finding.close(followed, pane.endMillis(), effect, text);
      return;
    }
    boolean overdue =
        pane.endMillis() - open.finding().openedAtMillis() >= config.reBaselineAfter().toMillis();
    if (overdue && state.pinned == null) {
      taken.reBaseline(
          pane.endMillis(),
          "taken as the new normal after %d days: %s"
              .formatted(config.reBaselineAfter().toDays(), open.finding().effectText()));
      return;
    }
    state.open =
        findings.follow(followed, window, near.get(), armed.reference(), pane, appendMillis);
    status.show(Health.DRIFT, pane.endMillis(), effect);
  }
}
