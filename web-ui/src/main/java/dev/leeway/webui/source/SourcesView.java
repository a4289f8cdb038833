package dev.leeway.webui.source;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.source.FreshnessState;
import dev.leeway.storage.query.KnownSource;
import dev.leeway.storage.query.KnownSource.AgePoint;
import dev.leeway.webui.chart.Sparkline;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.live.LivePage;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.MainLayout;
import dev.leeway.webui.words.FindingWords;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.SourceWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The board of data sources: how old their data is, whether that is too old, and who uses them. */
@Route(value = "sources", layout = MainLayout.class)
@PageTitle("Sources · Leeway")
public final class SourcesView extends LivePage<SourcesPage> {
  private static final int AGENTS_SHOWN_MAX = 3;

  private final transient SourceService service;
  private final Span summary = new Span();
  private final Div list = new Div();
  private final Div reach = new Div();
  private final ConnectSources connect;

  SourcesView(Live live, SourceService service, ConnectSources connect) {
    super(live);
    this.service = service;
    this.connect = connect;
    summary.addClassName("lw-summary");
    Header head = new Header(new Div(new H1("Sources"), summary));
    head.addClassName("lw-title");
    list.addClassNames("lw-panel", "lw-sources");
    reach.addClassName("lw-stack");
    content().add(head, list, reach, connect);
  }

  @Override
  protected Supplier<SourcesPage> ask(PageQuery page, RouteParameters route) {
    return () -> service.page(page.range());
  }

  @Override
  protected void show(SourcesPage page) {
    list.setVisible(!page.nothingKnown());
    connect.show(page.nothingKnown());
    summary.setText(counts(page));
    list.removeAll();
    if (!page.nothingKnown()) {
      list.add(table(page));
    }
    reach.removeAll();
    ReachPanel.of(page, query()).forEach(reach::add);
    SourceRunsPanel.of(page, query()).forEach(reach::add);
  }

  private static String counts(SourcesPage page) {
    if (page.nothingKnown()) {
      return "";
    }
    List<String> words = new ArrayList<>();
    for (FreshnessState state :
        List.of(
            FreshnessState.STALE,
            FreshnessState.LATE,
            FreshnessState.FRESH,
            FreshnessState.UNKNOWN)) {
      long count = page.lines().stream().filter(line -> line.freshness().state() == state).count();
      if (count > 0) {
        words.add(Numbers.count(count) + " " + SourceWords.state(state));
      }
    }
    return String.join(" · ", words);
  }

  private Table<SourceLine> table(SourcesPage page) {
    return new Table<SourceLine>()
        .component("Source", line -> named(line.source()))
        .component("State", line -> state(line, page))
        .component(
            "Newest event",
            line ->
                lines(
                    SourceWords.age(line.source().facts().asOfMillis(), page.now()),
                    lag(line.source())))
        .component(
            "Loaded",
            line ->
                lines(
                    SourceWords.age(line.source().facts().loadedMillis(), page.now()),
                    volume(line.source())))
        .component(
            "Updated",
            line ->
                lines(
                    SourceWords.rhythm(line.source().facts().rhythm()),
                    SourceWords.promise(line.source().facts(), line.promise())))
        .component("Age seen", line -> ages(line.source()))
        .component("Used by", line -> users(line.source()))
        .number("Uses", line -> Numbers.count(line.source().uses()))
        .component("Stale answers", line -> stale(line.reach()))
        .rows(page.lines());
  }

  private static Component named(KnownSource source) {
    Span id = new Span(source.id());
    id.addClassName("lw-source-id");
    id.getElement().setAttribute("title", "told by " + String.join(", ", source.carriers()));
    List<String> more = new ArrayList<>();
    if (!source.type().isEmpty()) {
      more.add(source.type().replace('_', ' '));
    }
    if (!source.environment().isEmpty()) {
      more.add(source.environment());
    }
    if (!source.version().isEmpty()) {
      more.add("version " + source.version());
    }
    return new Div(id, small(String.join(" · ", more)));
  }

  private static Component stale(SourceReach reach) {
    if (reach.answers() == 0) {
      return new Span(Numbers.NONE);
    }
    String agents = reach.staleAgents() == 1 ? " agent" : " agents";
    return lines(
        Numbers.count(reach.stale()) + " of " + Numbers.count(reach.answers()),
        reach.stale() == 0 ? "" : "of " + reach.staleAgents() + agents);
  }

  private Component state(SourceLine line, SourcesPage page) {
    Div state = new Div(new Chip(SourceWords.state(line.freshness().state()), line.tone()));
    state.add(
        small(
            SourceWords.why(line.freshness(), line.source().facts(), line.promise(), page.now())));
    for (Finding finding : line.reach().open()) {
      Div link =
          new Div(
              Links.to(Links.finding(query(), finding.findingId()), FindingWords.title(finding)));
      link.addClassName("lw-small");
      state.add(link);
    }
    if (!line.ownership().owner().isEmpty()) {
      state.add(small("owner: " + line.ownership().owner()));
    }
    if (!line.source().detail().isEmpty()) {
      state.add(small(line.source().detail()));
    }
    return state;
  }

  private static String lag(KnownSource source) {
    if (source.lagRecords() == null) {
      return "";
    }
    String who = source.consumer().isEmpty() ? "" : source.consumer() + " is ";
    return who + Numbers.significant(source.lagRecords()) + " records behind";
  }

  private static String volume(KnownSource source) {
    List<String> words = new ArrayList<>();
    if (source.rows() != null) {
      words.add(Numbers.count(source.rows()) + " rows");
    }
    if (source.nullShare() != null) {
      words.add(String.format(Locale.ROOT, "%.1f %% null", source.nullShare() * 100));
    }
    return String.join(", ", words);
  }

  private static Component ages(KnownSource source) {
    List<@Nullable Double> values = new ArrayList<>();
    source.ages().stream().map(AgePoint::seconds).forEach(values::add);
    return values.size() < 2 ? new Span(Numbers.NONE) : new Sparkline(values);
  }

  private Component users(KnownSource source) {
    Div users = new Div();
    List<String> agents = source.agents().stream().sorted().toList();
    for (String agent : agents.subList(0, Math.min(AGENTS_SHOWN_MAX, agents.size()))) {
      users.add(new Div(Links.to(Links.agent(query(), source.environment(), agent), agent)));
    }
    if (agents.size() > AGENTS_SHOWN_MAX) {
      users.add(small("and %d more".formatted(agents.size() - AGENTS_SHOWN_MAX)));
    }
    if (agents.isEmpty()) {
      users.add(new Span(Numbers.NONE));
    }
    return users;
  }

  private static Div lines(String first, String second) {
    Div lines = new Div(new Span(first));
    if (!second.isEmpty()) {
      lines.add(small(second));
    }
    return lines;
  }

  private static Div small(String text) {
    Div small = new Div(text);
    small.addClassNames("lw-muted", "lw-small");
    return small;
  }
}
