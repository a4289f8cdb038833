package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.leeway.signals.condition.rate.RateLimit;
import dev.leeway.signals.window.Rate;
import dev.leeway.webui.chart.Chart;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.chart.SeriesPoints;
import dev.leeway.webui.chart.TimeChart;
import dev.leeway.webui.chart.TimeChart.Series;
import dev.leeway.webui.chart.TimeChart.Style;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What an agent's runs come to per minute: how many there are, their tokens and their cost. */
final class RatesPanel {
  private final Panel panel = new Panel("Per minute");
  private final Map<Rate, Chart> charts = new EnumMap<>(Rate.class);
  private final Div rows = new Div();
  private final Consumer<RangeChoice> rangeSelected;

  RatesPanel(Consumer<RangeChoice> rangeSelected) {
    this.rangeSelected = rangeSelected;
    rows.addClassName("lw-two");
  }

  Component component() {
    return panel;
  }

  /** Rates of which nothing is known are left out, and without any the panel. */
  void show(AgentPage page) {
    List<RateReading> known =
        page.rates().stream().filter(reading -> !Double.isNaN(reading.now())).toList();
    panel.setVisible(!known.isEmpty());
    rows.removeAll();
    for (RateReading reading : known) {
      Chart chart = charts.computeIfAbsent(reading.rate(), this::chartOf);
      chart.show(overTime(reading, page));
      Span says = new Span(says(reading, page));
      says.addClassName("lw-muted");
      rows.add(new Div(says, chart));
    }
    panel.shows(rows);
  }

  private Chart chartOf(Rate rate) {
    Chart chart = new Chart(title(rate) + " over time");
    chart.onRangeSelected(rangeSelected);
    return chart;
  }

  private static TimeChart overTime(RateReading reading, AgentPage page) {
    long seconds = page.step().stepSeconds();
    Series line =
        new Series(
            title(reading.rate()),
            Role.NOW,
            Style.LINE,
            SeriesPoints.ofSteps(
                reading.series(), page.range(), page.step(), reading.perMinute()::of));
    return new TimeChart(
            unit(reading.rate()), page.range(), Duration.ofSeconds(seconds), List.of(line))
        .with(AgentMarks.of(page, reading.rate().signal()));
  }

  /** Such as {@code Runs a minute: 48, against 12 yesterday; at most 100 runs a minute}. */
  static String says(RateReading reading, AgentPage page) {
    String now = title(reading.rate()) + ": " + amount(reading.rate(), reading.now());
    String before =
        Double.isNaN(reading.before())
            ? ""
            : ", against %s %s"
                .formatted(amount(reading.rate(), reading.before()), page.baseline().words());
    String limits =
        reading.limits().stream().map(RateLimit::words).collect(Collectors.joining("; "));
    return now + before + (limits.isEmpty() ? "" : "; " + limits);
  }

  private static String title(Rate rate) {
    return switch (rate) {
      case RUNS -> "Runs a minute";
      case TOKENS -> "Tokens a minute";
      case COST -> "Cost a minute";
    };
  }

  private static String amount(Rate rate, double perMinute) {
    return rate == Rate.COST ? Unit.DOLLARS.say(perMinute) : Numbers.significant(perMinute);
  }

  private static Unit unit(Rate rate) {
    return rate == Rate.COST ? Unit.DOLLARS : Unit.PER_MINUTE;
  }
}
