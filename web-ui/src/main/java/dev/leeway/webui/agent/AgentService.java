package dev.leeway.webui.agent;

import dev.leeway.signals.catalogue.ScoreSignals;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.condition.rate.RateLimit;
import dev.leeway.signals.condition.replica.PeerMeasure;
import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.fact.ToolCallFacts;
import dev.leeway.signals.rules.RateRules;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Rate;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.ContractStore;
import dev.leeway.storage.query.EvaluationStore;
import dev.leeway.storage.query.FindingFilter;
import dev.leeway.storage.query.FindingStore;
import dev.leeway.storage.query.RunStore;
import dev.leeway.storage.query.SeriesStatus;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.SliceSignal;
import dev.leeway.storage.query.SpendStore;
import dev.leeway.storage.query.StatusStore;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.budget.BudgetService;
import dev.leeway.webui.canary.CanaryQuestion;
import dev.leeway.webui.canary.CanaryService;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.range.RatePerMinute;
import dev.leeway.webui.telemetry.TelemetryService;
import dev.leeway.webui.words.Outcomes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Puts one tab of an agent's page together. */
@Service
class AgentService {
  private static final int POINTS = 120;
  private static final int FINDINGS_MAX = 20;
  private static final int WORST_SHOWN = 5;
  private static final int PROBLEMS_SHOWN = 10;
  private static final int MODELS_SHOWN = 20;

  private final AgentStore agents;
  private final WindowStore windows;
  private final RunStore runs;
  private final FindingStore findings;
  private final StatusStore statuses;
  private final ContractStore contracts;
  private final EvaluationStore evaluations;
  private final SpendStore spending;
  private final BudgetService budgets;
  private final CanaryService canary;
  private final TelemetryService telemetry;
  private final WebUiSettings settings;
  private final String tenantId;

  AgentService(
      AgentStore agents,
      WindowStore windows,
      RunStore runs,
      FindingStore findings,
      StatusStore statuses,
      ContractStore contracts,
      EvaluationStore evaluations,
      SpendStore spending,
      BudgetService budgets,
      CanaryService canary,
      TelemetryService telemetry,
      WebUiSettings settings,
      WebUiConfig config) {
    this.agents = agents;
    this.windows = windows;
    this.runs = runs;
    this.findings = findings;
    this.statuses = statuses;
    this.contracts = contracts;
    this.evaluations = evaluations;
    this.spending = spending;
    this.budgets = budgets;
    this.canary = canary;
    this.telemetry = telemetry;
    this.settings = settings;
    tenantId = config.tenantId();
  }

  /**
   * The page of an agent; without an environment that in which it was heard last.
   *
   * @param older of the versions that are compared; empty for the usual one
   * @param newer likewise
   * @param evaluator whose scores are shown; empty for the one that gave most
   */
  AgentPage page(
      String name,
      String environment,
      AgentTab tab,
      RangeChoice choice,
      BaselineChoice baseline,
      String older,
      String newer,
      String evaluator) {
    Instant now = settings.clock().instant();
    TimeRange range = choice.resolve(now);
    String where =
        environment.isEmpty()
            ? agents.environmentOf(tenantId, name).orElse("default")
            : environment;
    Slice agent = Slice.ofAgent(tenantId, where, name);
    WindowStep step = WindowStep.of(range, POINTS, now);
    EvaluatorReading scores =
        tab == AgentTab.QUALITY
            ? EvaluatorReading.of(evaluations.evaluators(tenantId, name, where, range), evaluator)
            : EvaluatorReading.NONE;
    return new AgentPage(
        agent,
        tab,
        range,
        step,
        baseline,
        readings(agent, scores, tab, range, step, baseline, now),
        mixes(agent, tab, range),
        tab == AgentTab.CONTRACTS ? contract(agent, range) : ContractReading.NONE,
        tab == AgentTab.ACTIVITY ? budgets.of(agent) : List.of(),
        tab == AgentTab.VERSIONS ? versions(agent, range, now) : List.of(),
        tab == AgentTab.QUALITY
            ? runs.leastGrounded(tenantId, name, where, range, WORST_SHOWN)
            : List.of(),
        tab == AgentTab.VERSIONS
            ? canary.report(CanaryQuestion.of(name, where).between(older, newer))
            : Optional.empty(),
        tab == AgentTab.QUALITY ? replicas(agent, range, now) : List.of(),
        tab == AgentTab.ACTIVITY ? rates(agent, range, step, baseline, now) : List.of(),
        tab == AgentTab.CONTRACTS
            ? FieldReading.read(windows, agent, range, baseline.range(range), now)
            : List.of(),
        telemetry.of(agent, range),
        scores,
        tab == AgentTab.LATENCY ? SpendReading.read(spending, agent, range) : SpendReading.NONE,
        findings.list(tenantId, range, FindingFilter.ANY.ofAgent(name), FINDINGS_MAX),
        agents.deployments(tenantId, name, range));
  }

  /** Scores are read of the evaluator that was chosen, since their scales differ. */
  private List<SignalReading> readings(
      Slice agent,
      EvaluatorReading scores,
      AgentTab tab,
      TimeRange range,
      WindowStep step,
      BaselineChoice baseline,
      Instant now) {
    Slice judged = scores.sliceOf(agent);
    List<Slice> slices = judged.equals(agent) ? List.of(agent) : List.of(agent, judged);
    Map<SliceSignal, List<WindowPoint>> series =
        windows.seriesOf(slices, tab.signals(), range, step);
    Map<String, SeriesStatus> standing = new HashMap<>();
    statuses.ofSlice(agent).forEach(status -> standing.put(status.signal(), status));
    statuses.ofSlice(judged).stream()
        .filter(status -> ScoreSignals.perEvaluator(status.signal()))
        .forEach(status -> standing.put(status.signal(), status));
    List<SignalReading> readings = new ArrayList<>();
    for (String signal : tab.signals()) {
      Slice slice = ScoreSignals.perEvaluator(signal) ? judged : agent;
      List<WindowPoint> points = series.getOrDefault(new SliceSignal(slice, signal), List.of());
      SignalValues whole =
          points.stream().map(WindowPoint::values).reduce(SignalValues.EMPTY, SignalValues::plus);
      SignalValues before = windows.values(slice, signal, baseline.range(range), now);
      Optional<SeriesStatus> status = Optional.ofNullable(standing.get(signal));
      readings.add(new SignalReading(signal, points, whole, before, status));
    }
    return readings;
  }

  private List<RateReading> rates(
      Slice agent, TimeRange range, WindowStep step, BaselineChoice baseline, Instant now) {
    List<RateLimit> limits =
        settings.rules().of(RateRules.SECTION).limits().stream()
            .filter(limit -> limit.speaksOf(agent))
            .toList();
    List<String> sources = Arrays.stream(Rate.values()).map(Rate::source).toList();
    Map<SliceSignal, List<WindowPoint>> series =
        windows.seriesOf(List.of(agent), sources, range, step);
    List<RateReading> rates = new ArrayList<>();
    for (Rate rate : Rate.values()) {
      List<WindowPoint> points =
          series.getOrDefault(new SliceSignal(agent, rate.source()), List.of());
      SignalValues before = windows.values(agent, rate.source(), baseline.range(range), now);
      RatePerMinute perMinute = new RatePerMinute(rate, range, step, now);
      rates.add(RateReading.of(perMinute, points, before, limits));
    }
    return rates;
  }

  private MixFacts mixes(Slice agent, AgentTab tab, TimeRange range) {
    List<Signal> mixed =
        tab.signals().stream()
            .filter(AgentView::hasPanelOfItsKind)
            .flatMap(name -> SignalCatalogue.standard().find(name).stream())
            .filter(Signal::categorical)
            .toList();
    List<String> names = mixed.stream().map(Signal::name).toList();
    return names.isEmpty()
        ? MixFacts.NONE
        : new MixFacts(contracts.firstSeen(agent, names), contracts.examples(agent, names, range));
  }

  private ContractReading contract(Slice agent, TimeRange range) {
    return new ContractReading(
        contracts.problems(agent, AnswerFacts.VIOLATION, range, PROBLEMS_SHOWN),
        contracts.problems(agent, ToolCallFacts.PROBLEM, range, PROBLEMS_SHOWN),
        contracts.models(agent, range, MODELS_SHOWN));
  }

  private List<VersionReading> versions(Slice agent, TimeRange range, Instant now) {
    Map<String, SignalValues> runs = by(agent, "run.count", range, now);
    Map<String, SignalValues> outcomes = by(agent, "run.outcome", range, now);
    Map<String, SignalValues> durations = by(agent, "run.duration", range, now);
    Map<String, SignalValues> tokens = by(agent, "complexity.input_tokens", range, now);
    Map<String, SignalValues> costs = by(agent, "cost.run", range, now);
    Map<String, Instant> firstSeen = windows.firstSeen(agent, Dimensions.VERSION);
    List<VersionReading> versions = new ArrayList<>();
    runs.forEach((version, count) ->
        versions.add(
            new VersionReading(
                version,
                firstSeen.getOrDefault(version, range.from()),
                count.count(),
                Outcomes.failedShare(outcomes.getOrDefault(version, SignalValues.EMPTY)),
                durations.getOrDefault(version, SignalValues.EMPTY),
                tokens.getOrDefault(version, SignalValues.EMPTY),
                costs.getOrDefault(version, SignalValues.EMPTY))));
    versions.sort(Comparator.comparing(VersionReading::firstSeen).reversed());
    return versions;
  }

  private List<ReplicaReading> replicas(Slice agent, TimeRange range, Instant now) {
    Map<PeerMeasure, Map<String, SignalValues>> byCohort = new EnumMap<>(PeerMeasure.class);
    for (PeerMeasure measure : PeerMeasure.values()) {
      byCohort.put(
          measure, windows.byValue(agent, Dimensions.COHORT, measure.signal(), range, now));
    }
    return ReplicaReading.of(byCohort);
  }

  private Map<String, SignalValues> by(Slice agent, String signal, TimeRange range, Instant now) {
    return windows.byValue(agent, Dimensions.VERSION, signal, range, now);
  }
}
