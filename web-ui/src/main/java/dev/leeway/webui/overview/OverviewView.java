package dev.leeway.webui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.leeway.webui.chart.Sparkline;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.live.LivePage;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.MainLayout;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The first page: agents, worst first, each with its health in words. */
@Route(value = "", layout = MainLayout.class)
@PageTitle("Overview · Leeway")
public final class OverviewView extends LivePage<OverviewPage> {
  private static final int SEARCH_DELAY_MILLIS = 300;

  private final transient OverviewService service;
  private final Span summary = new Span();
  private final TextField search = new TextField();
  private final Div list = new Div();

  OverviewView(Live live, OverviewService service) {
    super(live);
    this.service = service;
    summary.addClassName("lw-summary");
    search.setPlaceholder("Find an agent");
    search.setAriaLabel("Find an agent");
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.setValueChangeTimeout(SEARCH_DELAY_MILLIS);
    search.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        go(query().with("q", event.getValue().strip()));
      }
    });
    Header head = new Header(new Div(new H1("Overview"), summary), search);
    head.addClassName("lw-title");
    list.addClassName("lw-agents");
    content().add(head, list);
  }

  @Override
  protected Supplier<OverviewPage> ask(PageQuery page, RouteParameters route) {
    search.setValue(page.get("q"));
    return () -> service.page(page.range(), page.get("q"));
  }

  @Override
  protected void show(OverviewPage page) {
    summary.setText(
        page.all() == 0
            ? ""
            : "%s · %s · %s"
                .formatted(
                    counted(page.all(), "agent"),
                    counted(page.runs(), "run"),
                    counted(page.openFindings(), "open finding")));
    search.setVisible(page.all() > 0);
    list.removeAll();
    if (page.agents().isEmpty()) {
      list.add(empty(page));
      return;
    }
    list.add(titles());
    page.agents().forEach(card -> list.add(row(card)));
  }

  private Component empty(OverviewPage page) {
    if (page.all() > 0) {
      return new Notice(
          "No agent of that name",
          "%s have runs in this range.".formatted(counted(page.all(), "agent")));
    }
    return new Notice(
            "No data in this range",
            "No agent has sent a span in it. That is not the same as zero: nothing is known.")
        .with(Links.to(query().to("connect"), "Connect an agent"));
  }

  private static Div titles() {
    Div titles = new Div();
    titles.addClassNames("lw-agent", "lw-agent-titles");
    for (String title :
        List.of("Agent", "Health", "Runs", "Not successful", "Duration p95", "Input tokens p50")) {
      titles.add(new Span(title));
    }
    return titles;
  }

  private Anchor row(AgentCard card) {
    PageQuery target = Links.agent(query(), card.environment(), card.name());
    Anchor row = Links.to(target, "");
    row.addClassNames("lw-agent", card.health().tone().className());
    row.add(
        named(card),
        health(card),
        measure(Numbers.count(card.runs()), card.runSpark()),
        measure(Unit.SHARE.say(card.failedShare()), card.failedSpark()),
        measure(Unit.MILLIS.say(card.durationP95()), card.durationSpark()),
        measure(Unit.TOKENS.say(card.inputTokensP50()), card.tokenSpark()));
    return row;
  }

  private static Div named(AgentCard card) {
    Span name = new Span(card.name());
    name.addClassName("lw-agent-name");
    Span environment = new Span(card.environment());
    environment.addClassName("lw-muted");
    Div named = new Div(name, environment);
    named.addClassName("lw-agent-named");
    named.getElement().setAttribute("title", card.coverage());
    return named;
  }

  private static Div health(AgentCard card) {
    Div words = new Div(new Chip(card.health().word(), card.health().tone()));
    if (card.openFindings() > 1) {
      words.add(new Chip(card.openFindings() + " findings", Tone.NEUTRAL));
    }
    Span detail = new Span(card.health().detail());
    detail.addClassName("lw-muted");
    Div health = new Div(words, detail);
    health.addClassName("lw-agent-health");
    if (card.covered() < 0.95) {
      Span coverage = new Span(card.coverage());
      coverage.addClassNames("lw-muted", "lw-small");
      health.add(coverage);
    }
    return health;
  }

  private static Div measure(String value, List<@Nullable Double> spark) {
    Span number = new Span(value);
    number.addClassName("lw-measure-value");
    Div measure = new Div(number, new Sparkline(spark));
    measure.addClassName("lw-measure");
    return measure;
  }

  private static String counted(long count, String thing) {
    return Numbers.count(count) + " " + thing + (count == 1 ? "" : "s");
  }
}
