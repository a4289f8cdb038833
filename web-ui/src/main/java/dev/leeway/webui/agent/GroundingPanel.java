package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import dev.leeway.signals.drift.measure.Proportion;
import dev.leeway.signals.run.Run;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.webui.chart.BarChart;
import dev.leeway.webui.chart.Chart;
import dev.leeway.webui.chart.Legend;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.BrowserZone;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Outcomes;
import dev.leeway.webui.words.SignalWords;
import dev.leeway.webui.words.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How far answers say what their runs knew: shares of runs with their intervals, how the scores lie
 * now and before, and the runs that are worth reading first.
 */
final class GroundingPanel {
  static final String SCORE = "grounding.score";
  static final List<String> FLAGS =
      List.of(
          "grounding.unsupported",
          "grounding.contradiction",
          "grounding.confident_empty",
          "tool.args_ungrounded",
          "grounding.actions_unmatched");

  private static final String LIMITS =
      "A single mark is a hint: what a model rightly knows by itself looks unsupported, and a wrong"
          + " sentence without number or name is not seen. A wrong goal or a wrongly chosen tool has"
          + " no cheap sign. Compare shares, with their intervals.";

  private final Panel panel = new Panel("Whether answers say what their runs knew");
  private final Chart scores = new Chart("Grounding scores now and before");

  Component component() {
    return panel;
  }

  void show(Map<String, SignalReading> readings, AgentPage page, PageQuery query) {
    SignalReading score = readings.get(SCORE);
    List<SignalReading> flags =
        FLAGS.stream()
            .filter(readings::containsKey)
            .map(readings::get)
            .filter(reading -> !reading.now().isEmpty())
            .toList();
    if (flags.isEmpty()) {
      panel.says("");
      panel.shows(
          new Notice(
              "Nothing to check",
              "No run in this range carried both an answer and texts to check it against. Spans"
                  + " must carry their messages, tool results or documents."));
      return;
    }
    panel.says(LIMITS);
    List<Component> parts = new ArrayList<>();
    parts.add(shares(flags, page));
    if (score != null && !score.now().isEmpty()) {
      parts.add(distribution(score, page));
    }
    Div both = new Div(parts.toArray(Component[]::new));
    both.addClassName("lw-two");
    panel.shows(both, worst(page.leastGrounded(), query));
  }

  private static Component shares(List<SignalReading> flags, AgentPage page) {
    return new Div(
        new Table<SignalReading>()
            .text("Share of runs", reading -> SignalWords.of(reading.signal()).title())
            .number("Now", reading -> share(reading.now()))
            .number("95 % interval", reading -> interval(reading.now()))
            .number("Runs", reading -> Numbers.count(reading.now().count()))
            .number(page.baseline().words(), reading -> share(reading.baseline()))
            .rows(flags));
  }

  private static String share(SignalValues values) {
    return values.isEmpty() ? Numbers.NONE : Unit.SHARE.say(proportion(values).share());
  }

  private static String interval(SignalValues values) {
    Proportion.Interval interval = proportion(values).wilson(0.95);
    return "%s to %s".formatted(Unit.SHARE.say(interval.low()), Unit.SHARE.say(interval.high()));
  }

  private static Proportion proportion(SignalValues values) {
    long some = Math.max(0, values.categories().getOrDefault("SOME", 0L));
    long none = Math.max(0, values.categories().getOrDefault("NONE", 0L));
    return new Proportion(some, Math.max(1, some + none));
  }

  private Component distribution(SignalReading score, AgentPage page) {
    List<BarChart.Group> groups = new ArrayList<>();
    Legend legend = new Legend();
    if (!score.baseline().isEmpty()) {
      groups.add(group(page.baseline().words(), Role.BASELINE, score.baseline()));
      legend.entry(
          page.baseline().words() + ", m = " + Numbers.count(score.baseline().count()),
          Role.BASELINE);
    }
    groups.add(group("now", Role.NOW, score.now()));
    legend.entry("now, n = " + Numbers.count(score.now().count()), Role.NOW);
    scores.show(new BarChart(Unit.SHARE, ScoreBands.LABELS, groups));
    return new Div(scores, legend);
  }

  private static BarChart.Group group(String name, Role role, SignalValues values) {
    return new BarChart.Group(name, role, ScoreBands.shares(values.distribution()));
  }

  private static Component worst(List<Run> runs, PageQuery from) {
    if (runs.isEmpty()) {
      return new Notice("None to read", "No run in this range has an unsupported claim.");
    }
    Div worst = new Div(new H3("Runs to read first"));
    worst.add(
        new Table<Run>()
            .component(
                "Run",
                run ->
                    Links.to(
                        Links.run(from, run.traceId().toString()),
                        run.traceId().toString().substring(0, 12)))
            .text(
                "Started",
                run ->
                    BrowserZone.moments().row(Instant.ofEpochMilli(run.startNanos() / 1_000_000)))
            .component(
                "Outcome",
                run -> new Chip(Outcomes.say(run.outcome().name()), Tone.of(run.outcome())))
            .number("Claims in the evidence", run -> Unit.SHARE.say(scoreOf(run)))
            .number("Unsupported", run -> count(run, "grounding.unsupported"))
            .number("of which contradicted", run -> count(run, "grounding.contradiction"))
            .rows(runs));
    return worst;
  }

  private static double scoreOf(Run run) {
    Double score = run.groundingScore();
    return score == null ? Double.NaN : score;
  }

  private static String count(Run run, String signal) {
    return Unit.COUNT.say(run.signals().getOrDefault(signal, Double.NaN));
  }
}
