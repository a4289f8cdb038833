package dev.leeway.webui.finding;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.webui.action.FindingAction;
import dev.leeway.webui.action.FindingActions;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.live.LivePage;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.KeyValues;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.shell.BrowserZone;
import dev.leeway.webui.shell.MainLayout;
import dev.leeway.webui.words.Durations;
import dev.leeway.webui.words.FindingWords;
import dev.leeway.webui.words.LadderWords;
import dev.leeway.webui.words.Moments;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.TelemetryWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One finding: what, since when, how far, which part of the traffic, examples, what to do. */
@Route(value = "findings/:id", layout = MainLayout.class)
@PageTitle("Finding · Leeway")
public final class FindingView extends LivePage<Optional<FindingPage>> {
  private static final Duration AROUND = Duration.ofMinutes(30);

  private final transient FindingService service;
  private final H1 title = new H1();
  private final Div chips = new Div();
  private final Paragraph effect = new Paragraph();
  private final ActionBar actionBar;
  private final BaselineBar baselineBar;
  private final FindingCharts charts = new FindingCharts(this::open);
  private final PartsPanels parts = new PartsPanels();
  private final OwnerPanel owner = new OwnerPanel();
  private final Panel facts = new Panel("What was seen");
  private final Panel elsewhere = new Panel("The same change elsewhere");
  private final Panel evidence = new Panel("Evidence");
  private final Panel examples = new Panel("Example runs since it began");
  private final Panel history = new Panel("What was done");
  private final Div whole = new Div();
  private final Div missing = new Div();

  FindingView(Live live, FindingService service, FindingActions actions, BaselineOrders orders) {
    super(live);
    this.service = service;
    actionBar = new ActionBar(live, actions, this::refresh);
    baselineBar = new BaselineBar(live, orders);
    chips.addClassName("lw-chips");
    effect.addClassName("lw-effect");
    Header head = new Header(new Div(chips, title), new Div(actionBar, baselineBar));
    head.addClassName("lw-title");
    Div side = new Div(owner.component(), facts, elsewhere, evidence, history);
    side.addClassName("lw-stack");
    Div main = new Div(charts, parts, examples);
    main.addClassName("lw-stack");
    Div columns = new Div(main, side);
    columns.addClassName("lw-main-side");
    whole.add(head, effect, columns);
    content().add(missing, whole);
    whole.setVisible(false);
  }

  @Override
  protected Supplier<Optional<FindingPage>> ask(PageQuery page, RouteParameters route) {
    String id = route.get("id").orElse("");
    return () -> service.page(id);
  }

  @Override
  protected void show(Optional<FindingPage> page) {
    missing.removeAll();
    whole.setVisible(page.isPresent());
    if (page.isEmpty()) {
      missing.add(
          new Notice("No such finding", "It may have been deleted when its retention ended.")
              .with(Links.to(query().to("findings"), "All findings")));
      return;
    }
    show(page.get());
  }

  private void show(FindingPage page) {
    Finding finding = page.finding();
    title.setText(FindingWords.title(finding));
    effect.setText(finding.effectText());
    chips.removeAll();
    chips.add(stateChip(finding), new Chip(FindingWords.slice(finding.slice()), Tone.NEUTRAL));
    if (finding.history()) {
      chips.add(new Chip("about old traffic: never pages", Tone.NEUTRAL));
    }
    Optional<FindingAction> standing = standing(page);
    page.around()
        .status()
        .ifPresent(
            now -> chips.add(new Chip("now " + LadderWords.brief(now), Tone.of(now.health()))));
    standing.ifPresent(action -> chips.add(new Chip(standingWords(action), Tone.NEUTRAL)));
    actionBar.show(finding, standing);
    baselineBar.show(page);
    charts.show(page);
    parts.show(page);
    owner.show(page.owned(), finding);
    showFacts(finding, TelemetryWords.of(finding, page.telemetry()));
    showElsewhere(page);
    showEvidence(finding);
    examples.shows(ExampleRuns.of(page.examples(), query(), finding));
    showHistory(page.actions());
  }

  private void showFacts(Finding finding, String known) {
    Moments moments = BrowserZone.moments();
    Instant onset = Instant.ofEpochMilli(finding.onsetMillis());
    PageQuery agent = Links.agent(query(), finding.slice().environment(), finding.slice().agent());
    KeyValues list = new KeyValues();
    if (finding.slice().agent().equals(Dimensions.ALL)) {
      list.fact("Agent", "all agents together");
    } else {
      list.fact("Agent", Links.to(agent, finding.slice().agent()));
    }
    list.fact("Environment", finding.slice().environment());
    if (!finding.slice().wholeAgent()) {
      list.fact("Slice", finding.slice().dimension() + " " + finding.slice().value());
    }
    list.fact("Signal", finding.signal())
        .fact("Detector", finding.detector())
        .fact("Began", moments.second(onset))
        .fact("Opened", moments.second(Instant.ofEpochMilli(finding.openedAtMillis())))
        .fact("Last statement", moments.second(Instant.ofEpochMilli(finding.updatedAtMillis())));
    if (finding.state() == FindingState.CLOSED) {
      long lasted = Math.max(0, finding.closedAtMillis() - finding.onsetMillis()) / 1000;
      list.fact("Closed", moments.second(Instant.ofEpochMilli(finding.closedAtMillis())))
          .fact("Lasted", Durations.whole(lasted));
    }
    if (!FindingWords.kind(finding).equals("drift")) {
      list.fact("False alarms", "as many as a backtest of your traffic says");
    }
    if (!known.isEmpty()) {
      list.fact("Telemetry", known);
    }
    facts.shows(list);
  }

  private void showElsewhere(FindingPage page) {
    elsewhere.setVisible(!page.elsewhere().isEmpty());
    Div lines = new Div();
    lines.addClassName("lw-stack-small");
    for (Finding other : page.elsewhere()) {
      lines.add(
          Links.to(Links.finding(query(), other.findingId()), FindingWords.slice(other.slice())));
    }
    elsewhere.shows(lines);
  }

  private void showEvidence(Finding finding) {
    KeyValues list = new KeyValues();
    list.fact("Effect", Numbers.significant(finding.effect()));
    new TreeMap<>(finding.evidence())
        .forEach((key, value) -> list.fact(EvidenceWords.name(key), EvidenceWords.value(value)));
    list.addClassName("lw-facts-numbers");
    list.fact("Baseline", finding.baselineId());
    evidence.shows(list);
  }

  private void showHistory(List<FindingAction> actions) {
    history.setVisible(!actions.isEmpty());
    Moments moments = BrowserZone.moments();
    Div lines = new Div();
    lines.addClassName("lw-stack-small");
    for (FindingAction action : actions) {
      Span when = new Span(moments.minute(action.at()));
      when.addClassName("lw-muted");
      Div line = new Div(new Span(action.actor() + " " + action.kind().word() + " it "), when);
      if (!action.note().isEmpty()) {
        Paragraph note = new Paragraph(action.note());
        note.addClassName("lw-note");
        line.add(note);
      }
      lines.add(line);
    }
    history.shows(lines);
  }

  private static Chip stateChip(Finding finding) {
    return finding.state() == FindingState.OPEN
        ? new Chip(
            "open · " + finding.severity().name().toLowerCase(Locale.ROOT),
            Tone.of(finding.severity()))
        : new Chip("closed", Tone.NEUTRAL);
  }

  private static Optional<FindingAction> standing(FindingPage page) {
    return page.actions().isEmpty()
        ? Optional.empty()
        : Optional.of(page.actions().getLast()).filter(a -> a.holds(page.shown().to()));
  }

  private String standingWords(FindingAction action) {
    Moments moments = BrowserZone.moments();
    return action
        .until()
        .map(until -> action.kind().word() + " until " + moments.minute(until))
        .orElse(action.kind().word() + " by " + action.actor());
  }

  /** A range dragged on the chart opens the runs of that time. */
  private void open(FindingPage page, RangeChoice range) {
    go(query().to("runs").with("agent", agentOf(page.finding())).with(range));
  }

  /** Empty for all agents, which the page of runs understands. */
  private static String agentOf(Finding finding) {
    String agent = finding.slice().agent();
    return agent.equals(Dimensions.ALL) ? "" : agent;
  }

  static PageQuery runsBefore(PageQuery from, Finding finding) {
    Instant onset = Instant.ofEpochMilli(finding.onsetMillis());
    return from.to("runs")
        .with("agent", agentOf(finding))
        .with(RangeChoice.between(onset.minus(AROUND), onset));
  }

  static PageQuery runsSince(PageQuery from, Finding finding) {
    Instant onset = Instant.ofEpochMilli(finding.onsetMillis());
    return from.to("runs")
        .with("agent", agentOf(finding))
        .with(RangeChoice.between(onset, onset.plus(AROUND)));
  }
}
