package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.webui.chart.BarChart;
import dev.leeway.webui.chart.Chart;
import dev.leeway.webui.chart.Legend;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.chart.SeriesPoints;
import dev.leeway.webui.chart.TimeChart;
import dev.leeway.webui.chart.TimeChart.Series;
import dev.leeway.webui.chart.TimeChart.Style;
import dev.leeway.webui.parts.LadderChip;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Outcomes;
import dev.leeway.webui.words.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How runs ended: the share without success over time, and the mix now beside the baseline's. */
final class OutcomePanel {
  private final LadderChip ladder = new LadderChip();
  private final Panel panel = new Panel("How runs end").withHead(ladder);
  private final Chart time = new Chart("Share of runs without success over time");
  private final Chart mix = new Chart("Outcomes without success now and before");
  private final Div charts = new Div();

  OutcomePanel(Consumer<RangeChoice> rangeSelected) {
    time.onRangeSelected(rangeSelected);
    charts.addClassName("lw-two");
  }

  Component component() {
    return panel;
  }

  void show(SignalReading reading, AgentPage page) {
    ladder.show(reading.status());
    if (reading.now().isEmpty()) {
      panel.says("");
      panel.shows(new Notice("No data", "No run has closed in this range."));
      return;
    }
    panel.says(says(reading));
    List<TimeChart.Point> failed =
        SeriesPoints.of(reading.series(), page.range(), page.step(), Outcomes::failedShare);
    time.show(
        new TimeChart(
                Unit.SHARE,
                page.range(),
                Duration.ofSeconds(page.step().stepSeconds()),
                List.of(new Series("without success", Role.BAD, Style.LINE, failed)))
            .with(AgentMarks.of(page, reading.signal())));
    BarChart kinds = mixOf(reading, page);
    mix.show(kinds);
    Legend legend =
        new Legend().entry("now, n = " + Numbers.count(reading.now().count()), Role.NOW);
    if (!reading.baseline().isEmpty()) {
      legend.entry(
          page.baseline().words() + ", m = " + Numbers.count(reading.baseline().count()),
          Role.BASELINE);
    }
    charts.removeAll();
    charts.add(
        new Div(time, new Legend().entry("share of runs without success", Role.BAD)),
        kinds.labels().isEmpty()
            ? new Notice("All OK", "Every run ended with success, now and before.")
            : new Div(mix, legend));
    panel.shows(charts);
  }

  private static String says(SignalReading reading) {
    double now = Outcomes.failedShare(reading.now());
    double before = Outcomes.failedShare(reading.baseline());
    String sizes =
        " (n = %s, m = %s)"
            .formatted(
                Numbers.count(reading.now().count()), Numbers.count(reading.baseline().count()));
    if (Double.isNaN(before)) {
      return Unit.SHARE.say(now) + " of runs end without success; nothing to compare with" + sizes;
    }
    return "%s of runs end without success, %s before%s"
        .formatted(Unit.SHARE.say(now), Unit.SHARE.say(before), sizes);
  }

  private static BarChart mixOf(SignalReading reading, AgentPage page) {
    List<String> outcomes = new ArrayList<>();
    for (RunOutcome outcome : RunOutcome.values()) {
      // Nearly all are OK; beside them nothing else would be seen.
      if (!outcome.good() && (has(reading.now(), outcome) || has(reading.baseline(), outcome))) {
        outcomes.add(outcome.name());
      }
    }
    List<BarChart.Group> groups = new ArrayList<>();
    if (!reading.baseline().isEmpty()) {
      groups.add(group(page.baseline().words(), Role.BASELINE, outcomes, reading.baseline()));
    }
    groups.add(group("now", Role.NOW, outcomes, reading.now()));
    return new BarChart(Unit.SHARE, outcomes.stream().map(Outcomes::say).toList(), groups);
  }

  private static BarChart.Group group(
      String name, Role role, List<String> outcomes, SignalValues values) {
    List<Double> shares = outcomes.stream().map(values::share).toList();
    return new BarChart.Group(name, role, shares);
  }

  private static boolean has(SignalValues values, RunOutcome outcome) {
    return values.categories().containsKey(outcome.name());
  }
}
