package dev.leeway.webui.finding;

import com.vaadin.flow.component.html.Div;
import dev.leeway.signals.finding.Finding;
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
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.words.EffectWords;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.SignalWords;
import dev.leeway.webui.words.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far a signal moved, as two distributions, how sure that is, and when, over time with marks.
 */
final class FindingCharts extends Div {
  private final Panel far = new Panel("How far");
  private final Panel when = new Panel("When");
  private final Chart distribution = new Chart("Distribution since it began over the baseline");
  private final Chart time = new Chart("The signal over time");
  private final ProofPanel proof = new ProofPanel();
  private @Nullable FindingPage shown;

  FindingCharts(BiConsumer<FindingPage, RangeChoice> rangeSelected) {
    addClassName("lw-stack");
    distribution.addClassName("lw-chart-tall");
    time.onRangeSelected(range -> {
      if (shown != null) {
        rangeSelected.accept(shown, range);
      }
    });
    add(far, proof.component(), when);
  }

  void show(FindingPage page) {
    shown = page;
    proof.show(page);
    if (page.now().isEmpty() && page.baseline().isEmpty()) {
      far.shows(
          new Notice(
              "No windows are stored for it",
              "One-minute windows are kept for 14 days; what the finding says stands without"
                  + " them."));
      when.setVisible(false);
      return;
    }
    // A rule speaks of single runs; a slice that it names may have no distribution of its own.
    far.setVisible(tells(page.now()));
    showDistribution(page);
    when.setVisible(page.series().stream().anyMatch(point -> tells(point.values())));
    showTime(page);
  }

  private static boolean tells(SignalValues values) {
    return values.distribution().count() > 0 || !values.categories().isEmpty();
  }

  private void showDistribution(FindingPage page) {
    SignalWords words = SignalWords.of(page.finding().signal());
    boolean categorical = categorical(page);
    far.says(categorical ? "" : EffectWords.say(words, page.now(), page.baseline()));
    distribution.show(
        categorical
            ? mixOf(page).bars(page.baselineWords())
            : DistributionShapes.of(
                words.unit(),
                List.of(
                    new Named(page.baselineWords(), Role.BASELINE, page.baseline().distribution()),
                    new Named("since it began", Role.NOW, page.now().distribution()))));
    Legend legend =
        new Legend()
            .entry("since it began, n = " + Numbers.count(page.now().count()), Role.NOW)
            .entry(
                page.baselineWords() + ", m = " + Numbers.count(page.baseline().count()),
                Role.BASELINE);
    far.shows(distribution, legend);
  }

  private void showTime(FindingPage page) {
    Finding finding = page.finding();
    SignalWords words = SignalWords.of(finding.signal());
    boolean categorical = categorical(page);
    List<Series> series =
        categorical
            ? List.of(line(mixOf(page).watched(), page))
            : finding.signal().equals("run.count")
                ? List.of(line("runs", Role.NOW, page, SignalValues::count))
                : List.of(
                    line("p50", Role.NOW, page, d -> d.quantile(0.5)),
                    line("p95", Role.HIGH, page, d -> d.quantile(0.95)));
    List<Series> drawn = new ArrayList<>(series);
    ExpectedLine.of(finding, page.shown(), page.step()).ifPresent(drawn::add);
    Legend legend = new Legend();
    drawn.forEach(line -> legend.entry(line.name(), line.role()));
    time.show(
        new TimeChart(
                categorical ? Unit.SHARE : words.unit(),
                page.shown(),
                Duration.ofSeconds(page.step().stepSeconds()),
                drawn)
            .with(FindingMarks.of(page, page.shown())));
    when.shows(time, legend);
  }

  private static boolean categorical(FindingPage page) {
    return !page.now().categories().isEmpty() || !page.baseline().categories().isEmpty();
  }

  private static CategoryMix mixOf(FindingPage page) {
    return new CategoryMix(page.finding().signal(), page.now(), page.baseline());
  }

  private static Series line(CategoryMix.Watched watched, FindingPage page) {
    return line(watched.name(), watched.role(), page, watched.share());
  }

  private static Series line(
      String name, Role role, FindingPage page, ToDoubleFunction<SignalValues> value) {
    return new Series(
        name, role, Style.LINE, SeriesPoints.of(page.series(), page.shown(), page.step(), value));
  }
}
