package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.webui.chart.Chart;
import dev.leeway.webui.chart.Legend;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.chart.SeriesPoints;
import dev.leeway.webui.chart.TimeChart;
import dev.leeway.webui.chart.TimeChart.Series;
import dev.leeway.webui.chart.TimeChart.Style;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.words.Durations;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** How many runs there were over time, good ones and others stacked. */
final class ActivityPanel {
  private final Panel panel = new Panel("Runs");
  private final Chart chart = new Chart("Runs over time by outcome");

  ActivityPanel(Consumer<RangeChoice> rangeSelected) {
    chart.addClassName("lw-chart-tall");
    chart.onRangeSelected(rangeSelected);
  }

  Component component() {
    return panel;
  }

  void show(SignalReading runs, SignalReading outcomes, AgentPage page) {
    if (runs.now().isEmpty()) {
      panel.says("");
      panel.shows(
          new Notice(
              "No data",
              "No run has closed in this range. Nothing is known, which is not the same as zero."));
      return;
    }
    Duration step = Duration.ofSeconds(page.step().stepSeconds());
    panel.says(says(runs, page) + "; a bar is " + Durations.whole(step.toSeconds()));
    List<Series> series = new ArrayList<>();
    Legend legend = new Legend();
    add(series, legend, "OK", Role.NOW, outcomes.series(), page, d -> count(d, Kind.GOOD));
    add(
        series,
        legend,
        "limited or cut",
        Role.WARN,
        outcomes.series(),
        page,
        d -> count(d, Kind.PARTLY));
    add(series, legend, "failed", Role.BAD, outcomes.series(), page, d -> count(d, Kind.BAD));
    chart.show(
        new TimeChart(Unit.COUNT, page.range(), step, series)
            .with(AgentMarks.of(page, runs.signal())));
    panel.shows(chart, legend);
  }

  private static void add(
      List<Series> series,
      Legend legend,
      String name,
      Role role,
      List<WindowPoint> points,
      AgentPage page,
      ToDoubleFunction<SignalValues> value) {
    List<TimeChart.Point> laid = SeriesPoints.of(points, page.range(), page.step(), value);
    if (laid.stream().anyMatch(point -> point.value() != null && point.value() > 0)) {
      series.add(new Series(name, role, Style.STACKED, laid));
      legend.entry(name, role);
    }
  }

  private static String says(SignalReading runs, AgentPage page) {
    double perMinute = runs.now().count() * 60.0 / page.range().length().toSeconds();
    String now =
        "%s runs, %s on average"
            .formatted(Numbers.count(runs.now().count()), Unit.PER_MINUTE.say(perMinute));
    return runs.baseline().isEmpty()
        ? now
        : now
            + ", against %s runs %s"
                .formatted(Numbers.count(runs.baseline().count()), page.baseline().words());
  }

  private enum Kind {
    GOOD,
    PARTLY,
    BAD
  }

  private static double count(SignalValues values, Kind kind) {
    long sum = 0;
    for (RunOutcome outcome : RunOutcome.values()) {
      if (kindOf(outcome) == kind) {
        sum += values.categories().getOrDefault(outcome.name(), 0L);
      }
    }
    return sum;
  }

  private static Kind kindOf(RunOutcome outcome) {
    return switch (outcome) {
      case OPEN, OK -> Kind.GOOD;
      case TRUNCATED, REFUSED, RATE_LIMITED, ABANDONED -> Kind.PARTLY;
      case ERROR, TIMEOUT, LOOPED, UNGROUNDED, CONTRACT_BROKEN -> Kind.BAD;
    };
  }
}
