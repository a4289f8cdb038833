package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.storage.query.SignalCategory;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.webui.agent.MixReading.Category;
import dev.leeway.webui.chart.Chart;
import dev.leeway.webui.chart.Legend;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.chart.SeriesPoints;
import dev.leeway.webui.chart.TimeChart;
import dev.leeway.webui.chart.TimeChart.Series;
import dev.leeway.webui.chart.TimeChart.Style;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.LadderChip;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.shell.BrowserZone;
import dev.leeway.webui.words.CategoryWords;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.SignalWords;
import dev.leeway.webui.words.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One categorical signal: the shares of its categories over time, and a line for each with when it
 * came first and a run that has it. What is usual is grey; what is new, or no good answer, is not.
 */
final class MixPanel {
  private static final List<Role> USUAL = List.of(Role.BASELINE, Role.NOW, Role.GOOD);
  private static final List<Role> STANDING_OUT = List.of(Role.BAD, Role.HIGH, Role.WARN);
  private static final int ROWS_MAX = 12;

  private final Signal signal;
  private final Panel panel;
  private final LadderChip ladder = new LadderChip();
  private final Chart time;
  private final Div charts = new Div();

  MixPanel(String name, Consumer<RangeChoice> rangeSelected) {
    signal = SignalCatalogue.standard().find(name).orElseThrow();
    SignalWords words = SignalWords.of(name);
    panel = new Panel(words.title()).withHead(ladder, Links.meaning(words));
    time = new Chart(words.title() + " over time");
    time.onRangeSelected(rangeSelected);
    charts.addClassName("lw-two-even");
    charts.addClassName("lw-mix");
  }

  Component component() {
    return panel;
  }

  void show(SignalReading reading, AgentPage page, PageQuery query) {
    ladder.show(reading.status());
    MixReading mix = MixReading.of(signal, reading.now(), reading.baseline());
    panel.says(MixWords.say(signal.name(), mix, page.baseline()));
    Legend legend = new Legend();
    time.show(overTime(mix, reading, page, legend));
    charts.removeAll();
    charts.add(new Div(time, legend), rows(mix, page, query));
    panel.shows(charts);
  }

  private TimeChart overTime(MixReading mix, SignalReading reading, AgentPage page, Legend legend) {
    List<Series> series = new ArrayList<>();
    add(series, legend, mix.present(false), USUAL, "others", reading, page);
    add(series, legend, mix.present(true), STANDING_OUT, others(mix), reading, page);
    return new TimeChart(
            Unit.SHARE, page.range(), Duration.ofSeconds(page.step().stepSeconds()), series)
        .with(AgentMarks.of(page, signal.name()));
  }

  private static String others(MixReading mix) {
    return mix.knowsGood() ? "others" : "others that are new";
  }

  /** A line for each of the most frequent, and one for the rest. */
  private void add(
      List<Series> series,
      Legend legend,
      List<Category> categories,
      List<Role> roles,
      String rest,
      SignalReading reading,
      AgentPage page) {
    for (int i = 0; i < Math.min(roles.size(), categories.size()); i++) {
      boolean isRest = i == roles.size() - 1 && categories.size() > roles.size();
      List<String> names =
          categories.subList(i, isRest ? categories.size() : i + 1).stream()
              .map(Category::name)
              .toList();
      String label = isRest ? rest : MixWords.brief(signal.name(), names.getFirst());
      ToDoubleFunction<SignalValues> share =
          values -> names.stream().mapToDouble(values::share).sum();
      series.add(
          new Series(
              label,
              roles.get(i),
              Style.STACKED,
              SeriesPoints.of(reading.series(), page.range(), page.step(), share)));
      legend.entry(label, roles.get(i));
    }
  }

  private Component rows(MixReading mix, AgentPage page, PageQuery query) {
    Table<Category> table =
        new Table<Category>()
            .component(signal.displayName(), this::name)
            .number("Now", category -> share(category.now() > 0, category.share()))
            .number("Before", category -> share(mix.before() > 0, category.shareBefore()))
            .text("First seen", category -> firstSeen(category, page.mixes()));
    // What no run's row holds, as what evaluators say, has no run to show for it.
    if (mix.categories().stream().anyMatch(category -> traceOf(category, page.mixes()) != null)) {
      table.component("Example", category -> example(category, page.mixes(), query));
    }
    Div all = new Div(table.rows(mix.categories().stream().limit(ROWS_MAX).toList()));
    all.addClassName("lw-mix-rows");
    int more = mix.categories().size() - ROWS_MAX;
    if (more > 0) {
      Span rest = new Span(Numbers.count(more) + " more, each rarer");
      rest.addClassNames("lw-muted", "lw-small");
      all.add(rest);
    }
    return all;
  }

  private Component name(Category category) {
    String words = CategoryWords.say(signal.name(), category.name());
    Div name = new Div(words.equals(category.name()) ? new Code(words) : new Span(words));
    name.addClassName("lw-mix-name");
    name.setTitle(category.name());
    if (category.standsOut()) {
      name.add(new Chip(signal.goodCategories().isEmpty() ? "new" : "not good", Tone.BAD));
    } else if (category.gone()) {
      name.add(new Chip("gone", Tone.NEUTRAL));
    }
    return name;
  }

  private static String share(boolean known, double share) {
    return known ? Unit.SHARE.say(share) : Numbers.NONE;
  }

  private String firstSeen(Category category, MixFacts facts) {
    Instant first = facts.firstSeen().get(new SignalCategory(signal.name(), category.name()));
    return first == null ? Numbers.NONE : BrowserZone.moments().minute(first);
  }

  private Component example(Category category, MixFacts facts, PageQuery query) {
    String trace = traceOf(category, facts);
    return trace == null
        ? new Span(Numbers.NONE)
        : Links.to(Links.run(query, trace), trace.substring(0, 8));
  }

  private @Nullable String traceOf(Category category, MixFacts facts) {
    return facts.examples().get(new SignalCategory(signal.name(), category.name()));
  }
}
