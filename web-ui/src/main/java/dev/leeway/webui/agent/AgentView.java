package dev.leeway.webui.agent;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.webui.budget.BudgetPanel;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.live.LivePage;
import dev.leeway.webui.parts.Choice;
import dev.leeway.webui.parts.FindingLine;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.MainLayout;
import dev.leeway.webui.words.FindingGroup;
import dev.leeway.webui.words.SignalWords;
import dev.leeway.webui.words.TelemetryWords;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One agent: tabs of signals, each over time and against a baseline. */
@Route(value = "agents/:name", layout = MainLayout.class)
public final class AgentView extends LivePage<AgentPage> implements HasDynamicTitle {
  private static final int OPEN_SHOWN = 3;

  private final transient AgentService service;
  private final H1 title = new H1();
  private final Span environment = new Span();
  private final Span telemetry = new Span();
  private final Div findings = new Div();
  private final Div more = new Div();
  private final Choice tabs = new Choice("Tabs", "tab", AgentTab.labels());
  private final Choice baselines = new Choice("Compared with", "baseline", BaselineChoice.labels());
  private final Span compared = new Span("Compared with");
  private final Div body = new Div();
  private final Map<String, SignalPanel> panels = new LinkedHashMap<>();
  private final Map<String, MixPanel> mixes = new LinkedHashMap<>();
  private final OutcomePanel outcomes = new OutcomePanel(this::select);
  private final ActivityPanel activity = new ActivityPanel(this::select);
  private final GroundingPanel grounding = new GroundingPanel();
  private final EvaluatorsPanel evaluators = new EvaluatorsPanel();
  private final AbsentPanel absent = new AbsentPanel();
  private final BudgetPanel budgets = new BudgetPanel();
  private final RatesPanel rates = new RatesPanel(this::select);
  private final ContractPanels contracts = new ContractPanels();
  private final FieldsPanel fields = new FieldsPanel();
  private final SpendersPanel spenders = new SpendersPanel();
  private final ReplicasPanel replicas = new ReplicasPanel();
  private final VersionsPanel versions = new VersionsPanel(this::compare);
  private @Nullable AgentTab laidOut;
  private String name = "";

  AgentView(Live live, AgentService service) {
    super(live);
    this.service = service;
    environment.addClassName("lw-muted");
    telemetry.addClassNames("lw-muted", "lw-small");
    Div named = new Div(title, environment, telemetry);
    Header head = new Header(named, more);
    head.addClassName("lw-title");
    tabs.addClassName("lw-tabs");
    Div comparison = new Div(compared, baselines);
    comparison.addClassName("lw-compare");
    Div bar = new Div(tabs, comparison);
    bar.addClassName("lw-bar");
    body.addClassName("lw-stack");
    findings.addClassName("lw-stack");
    content().add(head, findings, bar, body);
  }

  @Override
  public String getPageTitle() {
    return name + " · Leeway";
  }

  @Override
  protected Supplier<AgentPage> ask(PageQuery page, RouteParameters route) {
    name = route.get("name").orElse("");
    title.setText(name);
    AgentTab tab = AgentTab.of(page.get("tab"));
    BaselineChoice baseline = BaselineChoice.of(page.get("baseline"));
    tabs.show(page, tab.code());
    baselines.show(page, baseline.code());
    baselines.getParent().orElseThrow().setVisible(tab != AgentTab.VERSIONS);
    String agent = name;
    String where = page.get("env");
    String newer = page.get("new");
    // One version by itself is no comparison: the usual one takes its place.
    String older = page.get("old").equals(newer) ? "" : page.get("old");
    String evaluator = page.get(EvaluatorsPanel.PARAMETER);
    return () -> service.page(agent, where, tab, page.range(), baseline, older, newer, evaluator);
  }

  private void compare(String older, String newer) {
    go(query().with("old", older).with("new", newer));
  }

  @Override
  protected void show(AgentPage page) {
    environment.setText(page.agent().environment());
    String known = TelemetryWords.of(page.telemetry());
    telemetry.setText(known.isEmpty() ? "" : " telemetry: " + known);
    more.removeAll();
    more.add(
        Links.to(query().to("runs").with("agent", page.agent().agent()), "Its runs"),
        Links.to(query().to("findings").with("agent", page.agent().agent()), "Its findings"));
    more.addClassName("lw-links");
    findings.removeAll();
    Instant end = page.range().to();
    List<Finding> open =
        page.findings().stream()
            .filter(finding -> finding.state() == FindingState.OPEN && !finding.history())
            .toList();
    FindingGroup.of(open).stream()
        .limit(OPEN_SHOWN)
        .forEach(group -> findings.add(line(group, end)));
    layOut(page.tab());
    fill(page);
  }

  private FindingLine line(FindingGroup group, Instant now) {
    return new FindingLine(group, Links.finding(query(), group.first().findingId()), now);
  }

  /**
   * Panels stay while the tab does, so that a refresh changes charts instead of making new ones.
   */
  private void layOut(AgentTab tab) {
    if (tab == laidOut) {
      return;
    }
    laidOut = tab;
    body.removeAll();
    panels.clear();
    mixes.clear();
    switch (tab) {
      case ACTIVITY ->
          body.add(
              activity.component(), outcomes.component(), rates.component(), budgets.component());
      case QUALITY -> body.add(outcomes.component(), grounding.component(), evaluators.component());
      case CONTRACTS -> body.add(contracts.problems(), fields.component());
      case COMPLEXITY, LATENCY, DEPENDENCIES -> {}
      case VERSIONS -> body.add(versions.component());
    }
    tab.signals().stream().filter(AgentView::hasPanelOfItsKind).forEach(this::addPanel);
    if (tab == AgentTab.CONTRACTS) {
      body.add(contracts.models());
    }
    if (tab == AgentTab.QUALITY) {
      body.add(replicas.component());
    }
    if (tab == AgentTab.LATENCY) {
      body.add(spenders.component());
    }
    body.add(absent.component());
  }

  /** What no panel of a subject shows has one by its kind: numeric or categorical. */
  static boolean hasPanelOfItsKind(String signal) {
    return !signal.equals("run.count")
        && !signal.equals("run.outcome")
        && !FieldReading.SIGNALS.contains(signal)
        && !signal.equals(GroundingPanel.SCORE)
        && !GroundingPanel.FLAGS.contains(signal);
  }

  private void addPanel(String signal) {
    if (SignalWords.of(signal).categorical()) {
      MixPanel panel = new MixPanel(signal, this::select);
      mixes.put(signal, panel);
      body.add(panel.component());
    } else {
      SignalPanel panel = new SignalPanel(signal, this::select);
      panels.put(signal, panel);
      body.add(panel.component());
    }
  }

  private void fill(AgentPage page) {
    Map<String, SignalReading> bySignal = new LinkedHashMap<>();
    page.readings().forEach(reading -> bySignal.put(reading.signal(), reading));
    SignalReading outcome = bySignal.get("run.outcome");
    SignalReading runs = bySignal.get("run.count");
    if (outcome != null) {
      outcomes.show(outcome, page);
      if (runs != null) {
        activity.show(runs, outcome, page);
      }
    }
    panels.forEach((signal, panel) -> {
      SignalReading reading = bySignal.get(signal);
      panel.component().setVisible(reading != null && !reading.now().isEmpty());
      if (reading != null) {
        panel.show(reading, page);
      }
    });
    mixes.forEach((signal, panel) -> {
      SignalReading reading = bySignal.get(signal);
      panel.component().setVisible(reading != null && !reading.now().isEmpty());
      if (reading != null) {
        panel.show(reading, page, query());
      }
    });
    absent.show(
        page.tab().signals().stream()
            .filter(AgentView::hasPanelOfItsKind)
            // Nothing late, unknown or folded is as it should be, and nobody misses it.
            .filter(signal -> !signal.startsWith("telemetry."))
            .filter(signal -> !bySignal.containsKey(signal) || bySignal.get(signal).now().isEmpty())
            .toList());
    grounding.show(bySignal, page, query());
    evaluators.show(page.scores(), query());
    budgets.show(page.budgets());
    rates.show(page);
    spenders.show(page.spending(), query());
    fields.show(page);
    contracts.show(page.contract(), query());
    replicas.show(page.replicas());
    versions.show(page.versions(), page.canary());
  }
}
