package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.webui.chart.Chart;
import dev.leeway.webui.chart.DistributionShapes;
import dev.leeway.webui.chart.DistributionShapes.Named;
import dev.leeway.webui.chart.Legend;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.chart.SeriesPoints;
import dev.leeway.webui.chart.TimeChart;
import dev.leeway.webui.chart.TimeChart.Series;
import dev.leeway.webui.chart.TimeChart.Style;
import dev.leeway.webui.parts.LadderChip;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.words.EffectWords;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.SignalWords;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One numeric signal: over time, and its distribution now over that of the baseline. */
final class SignalPanel {
  private static final double MOSTLY = 0.8;

  private final SignalWords words;
  private final Panel panel;
  private final Chart time;
  private final Chart distribution;
  private final Div charts = new Div();
  private final LadderChip ladder = new LadderChip();

  SignalPanel(String signal, Consumer<RangeChoice> rangeSelected) {
    words = SignalWords.of(signal);
    panel = new Panel(words.title()).withHead(ladder, Links.meaning(words));
    time = new Chart(words.title() + " over time");
    distribution = new Chart("Distribution of " + words.title() + " now and before");
    time.onRangeSelected(rangeSelected);
    charts.addClassName("lw-two");
  }

  Component component() {
    return panel;
  }

  void show(SignalReading reading, AgentPage page) {
    ladder.show(reading.status());
    panel.says(says(reading));
    if (onlyZeros(reading.now())
        && (reading.baseline().isEmpty() || onlyZeros(reading.baseline()))) {
      panel.shows(
          new Notice(
              "Zero",
              "All %s values in this range are zero."
                  .formatted(Numbers.count(reading.now().count()))));
      return;
    }
    time.show(overTime(reading, page));
    distribution.show(
        DistributionShapes.of(
            words.unit(),
            List.of(
                new Named(page.baseline().words(), Role.BASELINE, drawn(reading.baseline())),
                new Named("now", Role.NOW, drawn(reading.now())))));
    charts.removeAll();
    charts.add(
        new Div(time, new Legend().entry("p50", Role.NOW).entry(tailName(reading), Role.HIGH)),
        new Div(distribution, legend(reading, page)));
    panel.shows(charts);
  }

  private static Legend legend(SignalReading reading, AgentPage page) {
    Legend legend = new Legend().entry("now, " + size("n", reading.now()), Role.NOW);
    return reading.baseline().isEmpty()
        ? legend
        : legend.entry(
            page.baseline().words() + ", " + size("m", reading.baseline()), Role.BASELINE);
  }

  private static String size(String letter, SignalValues values) {
    Distribution drawn = drawn(values);
    boolean all = drawn.count() == values.distribution().count();
    return letter + " = " + Numbers.count(drawn.count()) + (all ? "" : " that are not zero");
  }

  private String says(SignalReading reading) {
    String effect = EffectWords.say(words, reading.now(), reading.baseline());
    double zeros = (double) reading.now().distribution().zeros() / reading.now().count();
    return zeros > 0.01 && zeros < 1
        ? effect + ". " + Numbers.significant(zeros * 100) + " % are zero"
        : effect;
  }

  /** Where nearly all are zero, the others would not be seen beside them. */
  private static Distribution drawn(SignalValues values) {
    Distribution all = values.distribution();
    return all.zeros() > MOSTLY * all.count() ? Distribution.of(0, all.buckets()) : all;
  }

  /** Whether even the 95th percentile is zero, so that only the largest value says anything. */
  private static boolean rare(SignalReading reading) {
    return reading.now().quantile(0.95) == 0;
  }

  private static String tailName(SignalReading reading) {
    return rare(reading) ? "largest" : "p95";
  }

  private static boolean onlyZeros(SignalValues values) {
    return !values.isEmpty() && values.distribution().zeros() == values.count();
  }

  private TimeChart overTime(SignalReading reading, AgentPage page) {
    return new TimeChart(
            words.unit(),
            page.range(),
            Duration.ofSeconds(page.step().stepSeconds()),
            List.of(
                line("p50", Role.NOW, 0.5, reading, page),
                line(tailName(reading), Role.HIGH, rare(reading) ? 1 : 0.95, reading, page)))
        .with(AgentMarks.of(page, reading.signal()));
  }

  private static Series line(
      String name, Role role, double q, SignalReading reading, AgentPage page) {
    return new Series(
        name,
        role,
        Style.LINE,
        SeriesPoints.of(
            reading.series(), page.range(), page.step(), (SignalValues d) -> d.quantile(q)));
  }
}
