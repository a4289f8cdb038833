package dev.leeway.webui.canary;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.drift.canary.Arm;
import dev.leeway.signals.drift.canary.Canary;
import dev.leeway.signals.drift.canary.CanaryVerdict;
import dev.leeway.signals.drift.canary.Compared;
import dev.leeway.signals.drift.canary.Decision;
import dev.leeway.signals.drift.canary.Measure;
import dev.leeway.signals.drift.canary.RouteMix;
import dev.leeway.signals.drift.canary.SideBySide;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.RouteRuns;
import dev.leeway.storage.query.RouteValueStore;
import dev.leeway.storage.query.SeenVersion;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.VersionStore;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/**
 * Answers how one version of an agent does against another, from stored windows; and from the rows
 * of runs where these tell routes apart.
 *
 * <p>It reads from the moment on from which both versions were seen, so that asking again and again
 * reads the same windows and more: that is what the promise of {@link Canary} hangs on.
 */
@Service
public class CanaryService {
  /** By then a minute's runs have closed and are stored; later ones change the next answer. */
  static final Duration SETTLED = Duration.ofMinutes(2);

  private static final Duration RANGE_MAX = Duration.ofDays(60);
  private static final Duration MINUTES_READ_MAX = Duration.ofHours(26);
  private static final Duration FIVE_MINUTES_READ_MAX = Duration.ofDays(4);
  private static final Duration MINUTES_KEPT = Duration.ofDays(13);

  private final AgentStore agents;
  private final VersionStore versions;
  private final RouteValueStore routeValues;
  private final InstantSource clock;
  private final String tenantId;
  private final SignalCatalogue catalogue = SignalCatalogue.standard();

  public CanaryService(
      AgentStore agents,
      VersionStore versions,
      RouteValueStore routeValues,
      WebUiSettings settings,
      WebUiConfig config) {
    this.agents = agents;
    this.versions = versions;
    this.routeValues = routeValues;
    this.clock = settings.clock();
    tenantId = config.tenantId();
  }

  /** The answer; empty where no such agent was ever seen. */
  public Optional<CanaryReport> report(CanaryQuestion question) {
    return environmentOf(question)
        .map(where -> report(question, Slice.ofAgent(tenantId, where, question.agent())));
  }

  private Optional<String> environmentOf(CanaryQuestion question) {
    return question.environment().isEmpty()
        ? agents.environmentOf(tenantId, question.agent())
        : Optional.of(question.environment());
  }

  private CanaryReport report(CanaryQuestion question, Slice agent) {
    List<Measure> measures =
        question.measures().isEmpty()
            ? WatchedMeasures.usual(catalogue)
            : WatchedMeasures.named(question.measures(), catalogue);
    List<SeenVersion> seen = versions.seen(agent);
    VersionPair pair = VersionPair.of(question.baseline(), question.candidate(), seen);
    Optional<TimeRange> range = pair.complete() ? range(question, pair, seen) : Optional.empty();
    CanaryVerdict verdict =
        range
            .map(read -> verdict(question, agent, pair, measures, read))
            .orElseGet(() -> undecided(pair.missing()));
    return new CanaryReport(
        agent, pair.baseline(), pair.candidate(), range, seen, question.settings(), verdict);
  }

  /** Empty where nothing of it has settled yet. */
  private Optional<TimeRange> range(
      CanaryQuestion question, VersionPair pair, List<SeenVersion> seen) {
    Instant settled = clock.instant().minus(SETTLED).truncatedTo(ChronoUnit.MINUTES);
    Instant asked = question.to().orElse(settled);
    Instant to = asked.isAfter(settled) ? settled : asked;
    Instant from =
        question
            .from()
            .orElseGet(() -> pair.bothSeenFrom(seen).orElse(to.minus(Duration.ofHours(1))));
    if (question.from().isPresent() && !from.isBefore(asked)) {
      throw new IllegalArgumentException("expected from before to, came " + from + " and " + asked);
    }
    Instant earliest = to.minus(RANGE_MAX);
    Instant start = from.isBefore(earliest) ? earliest : from;
    return start.isBefore(to) ? Optional.of(new TimeRange(start, to)) : Optional.empty();
  }

  private CanaryVerdict verdict(
      CanaryQuestion question,
      Slice agent,
      VersionPair pair,
      List<Measure> measures,
      TimeRange range) {
    List<String> both = List.of(pair.baseline(), pair.candidate());
    WindowStep step = step(range, clock.instant());
    Map<String, Map<String, List<WindowPoint>>> windows =
        versions.windows(
            agent, both, measures.stream().map(Measure::signal).distinct().toList(), range, step);
    List<RouteRuns> runs = versions.routes(agent, both, range);
    RouteSides routes = RouteSides.read(routeValues, agent, pair, measures, runs, range);
    List<Compared> compared =
        measures.stream()
            .map(measure ->
                routes
                    .of(measure)
                    .map(sides -> new Compared(measure, sides, true))
                    .orElseGet(() ->
                        new Compared(
                            measure,
                            SideBySide.of(
                                arms(measure, windows.getOrDefault(pair.baseline(), Map.of())),
                                arms(measure, windows.getOrDefault(pair.candidate(), Map.of())),
                                step.stepSeconds() * 1_000L))))
            .toList();
    CanaryVerdict verdict = new Canary(question.settings()).verdict(compared, mix(pair, runs));
    return routes.whyNot().isEmpty() ? verdict : verdict.withWarning(routes.whyNot());
  }

  private static SortedMap<Long, Arm> arms(
      Measure measure, Map<String, List<WindowPoint>> bySignal) {
    SortedMap<Long, Arm> arms = new TreeMap<>();
    for (WindowPoint point : bySignal.getOrDefault(measure.signal(), List.of())) {
      SignalValues values = point.values();
      Arm arm =
          measure.armOf(values.count(), values.sum(), values.distribution(), values.categories());
      if (!arm.isEmpty()) {
        arms.put(point.at().toEpochMilli(), arm);
      }
    }
    return arms;
  }

  private static RouteMix mix(VersionPair pair, List<RouteRuns> runs) {
    Map<String, RouteMix.Route> routes = new HashMap<>();
    for (RouteRuns of : runs) {
      if (of.operation().isEmpty()) {
        continue;
      }
      boolean ofCandidate = of.version().equals(pair.candidate());
      RouteMix.Route route =
          ofCandidate
              ? new RouteMix.Route(of.operation(), 0, 0, of.runs(), of.bad())
              : new RouteMix.Route(of.operation(), of.runs(), of.bad(), 0, 0);
      routes.merge(of.operation(), route, RouteMix.Route::plus);
    }
    return new RouteMix(List.copyOf(routes.values()));
  }

  /** Fine enough that each block is short, coarse enough that there are at most 1,600 of them. */
  private static WindowStep step(TimeRange range, Instant now) {
    boolean minutes =
        range.length().compareTo(FIVE_MINUTES_READ_MAX) <= 0
            && range.from().isAfter(now.minus(MINUTES_KEPT));
    if (!minutes) {
      return new WindowStep(3_600, 3_600);
    }
    return new WindowStep(60, range.length().compareTo(MINUTES_READ_MAX) <= 0 ? 60 : 300);
  }

  private static CanaryVerdict undecided(String why) {
    return new CanaryVerdict(
        Decision.INCONCLUSIVE, List.of(why), List.of(), List.of(), 0, 0, 0, null);
  }
}
