package dev.leeway.webui.serving;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.leeway.signals.condition.serving.Outlook;
import dev.leeway.signals.serving.Knee;
import dev.leeway.signals.serving.ThroughputCurve;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.webui.chart.BarChart;
import dev.leeway.webui.chart.Chart;
import dev.leeway.webui.chart.Legend;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.chart.SeriesPoints;
import dev.leeway.webui.chart.TimeChart;
import dev.leeway.webui.chart.TimeChart.Point;
import dev.leeway.webui.chart.TimeChart.Series;
import dev.leeway.webui.chart.TimeChart.Style;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** One replica or GPU over time: what fills up and when it will be full, its load and its knee. */
final class PlacePanels {
  private static final int BARS_MAX = 24;
  private static final Duration AHEAD_MAX = Duration.ofMinutes(45);

  private final Chart level = new Chart("Share in use over time, and how it goes on");
  private final Chart load = new Chart("Requests at once and waiting over time");
  private final Chart curve = new Chart("Tokens a second by requests at once");
  private final Div all = new Div();

  PlacePanels(Consumer<RangeChoice> rangeSelected) {
    level.onRangeSelected(rangeSelected);
    load.onRangeSelected(rangeSelected);
    all.addClassName("lw-stack");
  }

  Component component() {
    return all;
  }

  void show(PlaceReading reading, TimeRange range) {
    all.removeAll();
    String name = reading.line().name();
    Panel fills = new Panel(capitalised(reading.line().resource().words()) + " of " + name);
    String why = ServingWords.why(reading.line().outlook());
    fills.says(
        ServingWords.say(reading.line().outlook()) + (why.isEmpty() ? "" : " (" + why + ")"));
    level.show(levels(reading, range));
    fills.shows(level, legend(reading.line().outlook()));
    all.add(fills);
    if (!reading.line().gpu()) {
      all.add(load(reading, range, name));
    }
  }

  private Panel load(PlaceReading reading, TimeRange range, String name) {
    Panel panel = new Panel("Load of " + name);
    panel.says(ServingWords.say(reading.knee()));
    if (reading.batch().isEmpty()) {
      return panel.shows(
          new Notice("No data", "No metric says how many requests it works on at once."));
    }
    load.show(loads(reading, range));
    Legend lines = new Legend().entry("at once", Role.NOW).entry("waiting", Role.WARN);
    if (reading.knee() instanceof Knee.Found) {
      lines.entry("knee", Role.BASELINE);
    }
    Div time = new Div(load, lines);
    if (reading.curve().isEmpty()) {
      return panel.shows(time);
    }
    curve.show(bars(reading));
    Legend sides = new Legend().entry("tokens/s by requests at once", Role.NOW);
    if (reading.knee() instanceof Knee.Found) {
      sides.entry("beyond the knee", Role.WARN);
    }
    Div two = new Div(time, new Div(curve, sides));
    two.addClassName("lw-two");
    return panel.shows(two);
  }

  private static TimeChart levels(PlaceReading reading, TimeRange range) {
    PlaceLine line = reading.line();
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(
            "in use",
            Role.NOW,
            Style.LINE,
            points(
                reading.level(),
                range,
                reading,
                values -> PlaceSeries.used(line.resource(), values.mean()))));
    TimeRange drawn = range;
    if (line.outlook() instanceof Outlook.Filling filling) {
      Duration ahead = Duration.ofSeconds(Math.round(filling.minutes() * 60));
      Duration shown = ahead.compareTo(AHEAD_MAX) < 0 ? ahead : AHEAD_MAX;
      Instant end = range.to().plus(shown);
      double reached = Math.min(1, filling.used() + filling.perMinute() * shown.toSeconds() / 60.0);
      series.add(
          new Series(
              "if it goes on",
              Role.HIGH,
              Style.LINE,
              List.of(new Point(range.to(), filling.used()), new Point(end, reached))));
      drawn = new TimeRange(range.from(), end);
    }
    return new TimeChart(
        Unit.SHARE, drawn, Duration.ofSeconds(reading.step().stepSeconds()), series);
  }

  private static Legend legend(Outlook outlook) {
    Legend legend = new Legend().entry("in use", Role.NOW);
    return outlook instanceof Outlook.Filling ? legend.entry("if it goes on", Role.HIGH) : legend;
  }

  private static TimeChart loads(PlaceReading reading, TimeRange range) {
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(
            "at once",
            Role.NOW,
            Style.LINE,
            points(reading.batch(), range, reading, SignalValues::mean)));
    series.add(
        new Series(
            "waiting",
            Role.WARN,
            Style.LINE,
            points(reading.queue(), range, reading, SignalValues::mean)));
    if (reading.knee() instanceof Knee.Found found) {
      series.add(
          new Series(
              "knee",
              Role.BASELINE,
              Style.LINE,
              List.of(
                  new Point(range.from(), found.batch()), new Point(range.to(), found.batch()))));
    }
    return new TimeChart(
        Unit.COUNT, range, Duration.ofSeconds(reading.step().stepSeconds()), series);
  }

  private static BarChart bars(PlaceReading reading) {
    double knee =
        reading.knee() instanceof Knee.Found found ? found.batch() : Double.POSITIVE_INFINITY;
    List<ThroughputCurve.Step> steps = reading.curve();
    int every = (steps.size() + BARS_MAX - 1) / BARS_MAX;
    List<String> labels = new ArrayList<>();
    List<Double> before = new ArrayList<>();
    List<Double> beyond = new ArrayList<>();
    for (int at = 0; at < steps.size(); at += every) {
      ThroughputCurve.Step step = steps.get(at);
      labels.add(Numbers.significant(Math.rint(step.batch())));
      before.add(step.batch() <= knee ? step.tokensPerSecond() : 0);
      beyond.add(step.batch() > knee ? step.tokensPerSecond() : 0);
    }
    List<BarChart.Group> groups = new ArrayList<>();
    groups.add(new BarChart.Group("up to the knee", Role.NOW, before));
    if (knee < Double.POSITIVE_INFINITY) {
      groups.add(new BarChart.Group("beyond", Role.WARN, beyond));
    }
    return new BarChart(Unit.COUNT, labels, groups);
  }

  private static List<Point> points(
      List<WindowPoint> points,
      TimeRange range,
      PlaceReading reading,
      ToDoubleFunction<SignalValues> value) {
    return SeriesPoints.of(points, range, reading.step(), value);
  }

  private static String capitalised(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
