package dev.leeway.signals.drift;

import dev.leeway.signals.drift.sequential.Candidates;
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
  private final OpenLook look;
  private final FindingWriter findings;
  private final StatusBoard status;
  private final SeriesFinding finding;
  private final TakenAsNormal taken;

  OpenFollow(SeriesContext series) {
    this.series = series;
    this.config = series.config();
    this.state = series.state();
    this.look = new OpenLook(series);
    this.findings = new FindingWriter(series);
    this.status = new StatusBoard(series);
    this.finding = new SeriesFinding(series);
    this.taken = new TakenAsNormal(series);
  }

  void follow(SeriesState.Armed armed, OpenDrift open, Pane pane, long appendMillis) {
    if (pane.endMillis() - open.finding().openedAtMillis() >= Candidates.STAYS.toMillis()) {
      series.tally().withdraw(series.key());
    }
    Optional<OpenLook.Seen> seen = look.at(armed.reference(), open);
    if (seen.isEmpty()) {
      return;
    }
    OpenDrift followed = seen.get().followed();
    double effect = seen.get().effect();
    if (seen.get().gone()) {
      state.open = followed;
      finding.close(followed, pane.endMillis(), effect, seen.get().words());
      return;
    }
    boolean overdue =
        pane.endMillis() - open.finding().openedAtMillis() >= config.reBaselineAfter().toMillis();
    if (overdue) {
      taken.reBaseline(
          pane.endMillis(),
          "taken as the new normal after %d days: %s"
              .formatted(config.reBaselineAfter().toDays(), open.finding().effectText()));
      return;
    }
    state.open =
        findings.follow(
            followed,
            seen.get().window(),
            seen.get().near(),
            armed.reference(),
            pane,
            appendMillis);
    status.show(Health.DRIFT, pane.endMillis(), effect);
  }
}
