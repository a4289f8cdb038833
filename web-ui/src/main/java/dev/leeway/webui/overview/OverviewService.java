package dev.leeway.webui.overview;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.FindingFilter;
import dev.leeway.storage.query.FindingStore;
import dev.leeway.storage.query.KnownAgent;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.SliceSignal;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.range.RangeChoice;
import dev.leeway.webui.words.FindingGroup;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts the overview together: which agents there are, how they do, and which is worst. */
@Service
class OverviewService {
  static final int CARDS_MAX = 100;

  private static final int SPARK_POINTS = 40;
  private static final Duration LEARNING = Duration.ofDays(7);
  private static final List<String> SIGNALS =
      List.of("run.count", "run.outcome", "run.duration", "complexity.input_tokens");

  private final AgentStore agents;
  private final WindowStore windows;
  private final FindingStore findings;
  private final WebUiSettings settings;
  private final String tenantId;

  OverviewService(
      AgentStore agents,
      WindowStore windows,
      FindingStore findings,
      WebUiSettings settings,
      WebUiConfig config) {
    this.agents = agents;
    this.windows = windows;
    this.findings = findings;
    this.settings = settings;
    tenantId = config.tenantId();
  }

  /** The page for a range; agents whose name lacks the text are left out. */
  OverviewPage page(RangeChoice choice, String search) {
    Instant now = settings.clock().instant();
    TimeRange range = choice.resolve(now);
    Map<Slice, KnownAgent> known = known(range, now);
    List<Slice> wanted =
        known.keySet().stream()
            .filter(slice -> contains(slice.agent(), search))
            .limit(CARDS_MAX)
            .toList();
    WindowStep step = WindowStep.of(range, SPARK_POINTS, now);
    Map<SliceSignal, List<WindowPoint>> series = windows.seriesOf(wanted, SIGNALS, range, step);
    Map<String, List<Finding>> open = openFindings(now);
    Map<Slice, Long> learned = learned(now);
    List<AgentCard> cards = new ArrayList<>();
    for (Slice slice : wanted) {
      Series of = new Series(slice, series, range, step);
      KnownAgent agent = known.get(slice);
      Instant lastSeen = agent == null ? range.from() : agent.lastSeenAt();
      List<Finding> its = open.getOrDefault(slice.agent(), List.of());
      cards.add(card(of, its, learned.getOrDefault(slice, 0L), lastSeen, now));
    }
    cards.sort(
        Comparator.comparingInt((AgentCard card) -> -card.health().rank())
            .thenComparingLong(card -> -card.runs())
            .thenComparing(AgentCard::name));
    long runs = cards.stream().mapToLong(AgentCard::runs).sum();
    int openCount = open.values().stream().mapToInt(its -> FindingGroup.of(its).size()).sum();
    return new OverviewPage(cards, known.size(), runs, openCount);
  }

  private Map<Slice, KnownAgent> known(TimeRange range, Instant now) {
    Map<Slice, KnownAgent> known = new LinkedHashMap<>();
    for (KnownAgent agent : agents.known(tenantId, range, now)) {
      known.put(Slice.ofAgent(tenantId, agent.environment(), agent.name()), agent);
    }
    return known;
  }

  private Map<Slice, Long> learned(Instant now) {
    Map<Slice, Long> learned = new HashMap<>();
    for (KnownAgent agent : agents.withRuns(tenantId, TimeRange.before(now, LEARNING), now)) {
      learned.put(Slice.ofAgent(tenantId, agent.environment(), agent.name()), agent.runs());
    }
    return learned;
  }

  private Map<String, List<Finding>> openFindings(Instant now) {
    Map<String, List<Finding>> byAgent = new HashMap<>();
    TimeRange ever = TimeRange.before(now.plusSeconds(300), RangeChoice.LENGTH_MAX);
    for (Finding finding :
        findings.list(tenantId, ever, FindingFilter.open(), FindingStore.LIST_MAX)) {
      byAgent.computeIfAbsent(finding.slice().agent(), name -> new ArrayList<>()).add(finding);
    }
    return byAgent;
  }

  private static AgentCard card(
      Series of, List<Finding> open, long learned, Instant lastSeen, Instant now) {
    SignalValues runs = of.total("run.count");
    SignalValues outcomes = of.total("run.outcome");
    SignalValues durations = of.total("run.duration");
    SignalValues tokens = of.total("complexity.input_tokens");
    double failed = Outcomes.failedShare(outcomes);
    double perMinute = of.ratePerMinute("run.count");
    double withDuration = runs.isEmpty() ? Double.NaN : (double) durations.count() / runs.count();
    double withTokens = runs.isEmpty() ? Double.NaN : (double) tokens.count() / runs.count();
    return new AgentCard(
        of.slice.environment(),
        of.slice.agent(),
        AgentHealth.of(open, learned, runs.count(), failed, perMinute, lastSeen, now),
        FindingGroup.of(open).size(),
        runs.count(),
        failed,
        durations.quantile(0.95),
        tokens.quantile(0.5),
        of.spark("run.count", SignalValues::count),
        of.spark("run.outcome", Outcomes::failedShare),
        of.spark("run.duration", point -> point.quantile(0.95)),
        of.spark("complexity.input_tokens", point -> point.quantile(0.5)),
        Math.min(1, Math.min(withDuration, withTokens)),
        coverage(withDuration, withTokens),
        lastSeen);
  }

  private static String coverage(double withDuration, double withTokens) {
    if (Double.isNaN(withDuration)) {
      return "No closed run in this range";
    }
    return "Durations of %s %%, input tokens of %s %% of runs"
        .formatted(percent(withDuration), percent(withTokens));
  }

  private static String percent(double share) {
    return Numbers.significant(Math.floor(Math.min(1, share) * 100));
  }

  private static boolean contains(String name, String search) {
    return name.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
  }

  /** One agent's series in the range. */
  private record Series(
      Slice slice, Map<SliceSignal, List<WindowPoint>> all, TimeRange range, WindowStep step) {

    List<WindowPoint> of(String signal) {
      return all.getOrDefault(new SliceSignal(slice, signal), List.of());
    }

    SignalValues total(String signal) {
      return of(signal).stream()
          .map(WindowPoint::values)
          .reduce(SignalValues.EMPTY, SignalValues::plus);
    }

    /** Over the time from the first to the last point, so that silence does not dilute it. */
    double ratePerMinute(String signal) {
      List<WindowPoint> points = of(signal);
      return points.isEmpty()
          ? 0
          : total(signal).count() * 60.0 / step.stepSeconds() / points.size();
    }

    List<@Nullable Double> spark(String signal, ToDoubleFunction<SignalValues> value) {
      Map<Instant, Double> byTime = new HashMap<>();
      of(signal).forEach(point -> byTime.put(point.at(), value.applyAsDouble(point.values())));
      List<@Nullable Double> spark = new ArrayList<>();
      for (Instant at = step.floor(range.from());
          at.isBefore(range.to());
          at = at.plusSeconds(step.stepSeconds())) {
        Double here = byTime.get(at);
        spark.add(here == null || here.isNaN() ? null : here);
      }
      return spark;
    }
  }
}
