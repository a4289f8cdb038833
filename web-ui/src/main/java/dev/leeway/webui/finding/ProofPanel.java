package dev.leeway.webui.finding;

import dev.leeway.signals.drift.DriftDetail;
import dev.leeway.signals.drift.DriftDetail.PathPoint;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.webui.chart.Chart;
import dev.leeway.webui.chart.Legend;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.chart.TimeChart;
import dev.leeway.webui.chart.TimeChart.Point;
import dev.leeway.webui.chart.TimeChart.Series;
import dev.leeway.webui.chart.TimeChart.Style;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How sure: the evidence pane by pane, growing to the limit from which on it is believed. */
final class ProofPanel {
  private static final Duration PANE = Duration.ofMinutes(5);
  private static final int PATH_MIN = 2;

  private final Panel panel = new Panel("How sure");
  private final Chart chart = new Chart("Evidence against no change, growing to its limit");

  Panel component() {
    return panel;
  }

  void show(FindingPage page) {
    List<PathPoint> path = page.around().detail().map(DriftDetail::path).orElse(List.of());
    panel.setVisible(path.size() >= PATH_MIN);
    if (path.size() < PATH_MIN) {
      return;
    }
    DriftDetail detail = page.around().detail().orElseThrow();
    panel.says(says(page, detail));
    chart.show(chartOf(page, detail));
    panel.shows(
        chart, new Legend().entry("evidence", Role.NOW).entry("believed from here on", Role.BAD));
  }

  private static TimeChart chartOf(FindingPage page, DriftDetail detail) {
    List<PathPoint> path = detail.path();
    Duration step = stepOf(path);
    Instant from = Instant.ofEpochMilli(path.getFirst().atMillis()).minus(step);
    Instant to = Instant.ofEpochMilli(path.getLast().atMillis()).plus(step);
    TimeRange range = new TimeRange(from, to);
    List<Point> grown = new ArrayList<>();
    List<Point> limit = new ArrayList<>();
    for (PathPoint point : path) {
      Instant at = Instant.ofEpochMilli(point.atMillis());
      grown.add(new Point(at, point.logE()));
      limit.add(new Point(at, detail.logLimit()));
    }
    return new TimeChart(
            Unit.COUNT,
            range,
            step,
            List.of(
                new Series("evidence (log)", Role.NOW, Style.LINE, grown),
                new Series("limit", Role.BAD, Style.LINE, limit)))
        .with(FindingMarks.of(page, range));
  }

  /** The least distance of two panes: longer ones are gaps. */
  private static Duration stepOf(List<PathPoint> path) {
    long least = Long.MAX_VALUE;
    for (int i = 1; i < path.size(); i++) {
      least = Math.min(least, path.get(i).atMillis() - path.get(i - 1).atMillis());
    }
    return least > 0 && least < Long.MAX_VALUE ? Duration.ofMillis(least) : PANE;
  }

  private static String says(FindingPage page, DriftDetail detail) {
    Map<String, Double> evidence = page.finding().evidence();
    double perWeek = evidence.getOrDefault("false_alarms_per_week", Double.NaN);
    double processes = evidence.getOrDefault("e_processes", Double.NaN);
    String reached =
        "Evidence of e^%s where e^%s is needed"
            .formatted(
                Numbers.significant(detail.path().getLast().logE()),
                Numbers.significant(detail.logLimit()));
    return Double.isNaN(perWeek) || Double.isNaN(processes)
        ? reached
        : reached
            + ": set so that of all %s series watched together about %s finding a week is false"
                .formatted(Numbers.significant(processes), Numbers.significant(perWeek));
  }
}
