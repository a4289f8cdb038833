package dev.leeway.webui.finding;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.chart.TimeChart.Point;
import dev.leeway.webui.chart.TimeChart.Series;
import dev.leeway.webui.chart.TimeChart.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a finding that is judged for the same work was judged by, as a line: the p50 that was to be
 * expected of the work done since its onset. Windows have what a fixed list expects, by which the
 * agent may always have been slow.
 */
final class ExpectedLine {
  private ExpectedLine() {}

  /** From the onset to the end; empty where nothing was expected of the work. */
  static Optional<Series> of(Finding finding, TimeRange shown, WindowStep step) {
    Double expected = finding.evidence().get("p50_expected");
    if (expected == null) {
      return Optional.empty();
    }
    boolean closed = finding.state() == FindingState.CLOSED;
    Instant onset = step.floor(Instant.ofEpochMilli(finding.onsetMillis()));
    Instant end = closed ? Instant.ofEpochMilli(finding.closedAtMillis()) : shown.to();
    List<Point> points = new ArrayList<>();
    for (Instant at = step.floor(shown.from());
        at.isBefore(shown.to());
        at = at.plusSeconds(step.stepSeconds())) {
      boolean judged = !at.isBefore(onset) && at.isBefore(end);
      points.add(new Point(at, judged ? expected : null));
    }
    return Optional.of(
        new Series("p50 expected of the same work", Role.BASELINE, Style.LINE, points));
  }
}
