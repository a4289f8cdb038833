package dev.leeway.webui.provider;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.leeway.signals.condition.limit.HeadroomForecast;
import dev.leeway.webui.chart.Sparkline;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.live.LivePage;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.FindingLine;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.MainLayout;
import dev.leeway.webui.words.FindingGroup;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Outcomes;
import dev.leeway.webui.words.Unit;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Providers over all agents: how calls end and how long they take, limits, and whose fault. */
@Route(value = "providers", layout = MainLayout.class)
@PageTitle("Providers · Leeway")
public final class ProvidersView extends LivePage<ProvidersPage> {
  private static final int FAILURES_NAMED_MAX = 4;
  private static final int AGENTS_SHOWN_MAX = 10;

  private final transient ProviderService service;
  private final transient InstantSource clock;
  private final Span summary = new Span();
  private final Div list = new Div();

  ProvidersView(Live live, ProviderService service, WebUiSettings settings) {
    super(live);
    this.service = service;
    this.clock = settings.clock();
    summary.addClassName("lw-summary");
    Header head = new Header(new Div(new H1("Providers"), summary));
    head.addClassName("lw-title");
    list.addClassName("lw-stack");
    content().add(head, list);
  }

  @Override
  protected Supplier<ProvidersPage> ask(PageQuery page, RouteParameters route) {
    return () -> {
      Instant now = clock.instant();
      return new ProvidersPage(
          service.readings(page.range().resolve(now)), now.truncatedTo(ChronoUnit.MINUTES));
    };
  }

  @Override
  protected void show(ProvidersPage page) {
    list.removeAll();
    long hit = page.providers().stream().filter(one -> one.fault() != Fault.NOBODY).count();
    summary.setText(
        page.providers().isEmpty()
            ? ""
            : hit == 0 ? "all well" : Numbers.count(hit) + " in trouble");
    if (page.providers().isEmpty()) {
      list.add(
          new Notice(
              "No call to a provider in this range",
              "Spans of model calls must name their provider (gen_ai.provider.name)."));
    }
    page.providers().forEach(reading -> list.add(card(reading, page.minute())));
  }

  private Component card(ProviderReading reading, Instant minute) {
    Span environment = new Span(reading.environment());
    environment.addClassName("lw-muted");
    Div head =
        new Div(
            new H2(reading.provider()),
            environment,
            new Chip(reading.fault().word(), reading.fault().tone()));
    head.addClassName("lw-provider-head");
    Section card = new Section(head, measures(reading), agents(reading));
    card.addClassNames("lw-panel", "lw-provider");
    FindingGroup.of(reading.findings())
        .forEach(group ->
            card.add(
                new FindingLine(group, Links.finding(query(), group.first().findingId()), minute)));
    return card;
  }

  private static Component measures(ProviderReading reading) {
    Div measures =
        new Div(
            measure("Calls", Numbers.count(reading.outcomes().count()), "", reading.calls()),
            measure(
                "Failed", Unit.SHARE.say(reading.failedShare()), mix(reading), reading.failed()),
            measure(
                "Duration p95",
                Unit.MILLIS.say(reading.durations().quantile(0.95)),
                "median " + Unit.MILLIS.say(reading.durations().quantile(0.5)),
                reading.slow()),
            measure("Rate limited", Unit.SHARE.say(reading.limitedShare()), "of calls", List.of()),
            limit(reading));
    measures.addClassName("lw-provider-measures");
    return measures;
  }

  /** How the failed calls ended, each with its share of all calls. */
  private static String mix(ProviderReading reading) {
    long all = Math.max(1, reading.outcomes().count());
    return reading.failures().entrySet().stream()
        .limit(FAILURES_NAMED_MAX)
        .map(entry ->
            Outcomes.say(entry.getKey()) + " " + Unit.SHARE.say((double) entry.getValue() / all))
        .collect(Collectors.joining(", "));
  }

  private static Component limit(ProviderReading reading) {
    Optional<HeadroomForecast> forecast = reading.forecast();
    if (forecast.isPresent()) {
      HeadroomForecast known = forecast.get();
      String when =
          known.minutesLeft().isPresent()
              ? "used up in %s min if it goes on so"
                  .formatted(Numbers.rough(known.minutesLeft().getAsDouble()))
              : "not falling now";
      return measure(
          "Limit left", Unit.SHARE.say(known.left()), of(reading.nearestLimit(), when), List.of());
    }
    double low = reading.headroom().quantile(HeadroomForecast.LOW_QUANTILE);
    return measure(
        "Limit left",
        Unit.SHARE.say(low),
        reading.headroom().isEmpty()
            ? "no response header says so"
            : of(reading.nearestLimit(), "low of the range; too few minutes for a forecast"),
        List.of());
  }

  private static String of(String limits, String words) {
    return limits.isEmpty() ? words : limits + ": " + words;
  }

  private static Component measure(
      String title, String value, String detail, List<@Nullable Double> spark) {
    Span name = new Span(title);
    name.addClassNames("lw-muted", "lw-small");
    Span number = new Span(value);
    number.addClassName("lw-measure-value");
    Span words = new Span(detail);
    words.addClassNames("lw-muted", "lw-small");
    Div measure = new Div(name, number);
    if (!spark.isEmpty()) {
      measure.add(new Sparkline(spark));
    }
    measure.add(words);
    measure.addClassName("lw-measure");
    return measure;
  }

  private Component agents(ProviderReading reading) {
    Div all =
        new Div(
            new Table<AgentUse>()
                .component(
                    "Agent",
                    use ->
                        Links.to(
                            Links.agent(query(), reading.environment(), use.agent())
                                .with("tab", "dependencies"),
                            use.agent()))
                .number("Calls", use -> Numbers.count(use.outcomes().count()))
                .number("Failed", use -> Unit.SHARE.say(use.failedShare()))
                .number(
                    "Rate limited",
                    use -> Unit.SHARE.say(CallOutcomes.limitedShare(use.outcomes())))
                .number("Duration p50", use -> Unit.MILLIS.say(use.durations().quantile(0.5)))
                .number("p95", use -> Unit.MILLIS.say(use.durations().quantile(0.95)))
                .number(
                    "Limit left",
                    use ->
                        Unit.SHARE.say(
                            use.forecast()
                                .map(HeadroomForecast::left)
                                .orElse(use.headroom().quantile(HeadroomForecast.LOW_QUANTILE))))
                .rows(reading.agents().stream().limit(AGENTS_SHOWN_MAX).toList()));
    int more = reading.agents().size() - AGENTS_SHOWN_MAX;
    if (more > 0) {
      Span rest = new Span(Numbers.count(more) + " more agents use it less");
      rest.addClassNames("lw-muted", "lw-small");
      all.add(rest);
    }
    return all;
  }
}
