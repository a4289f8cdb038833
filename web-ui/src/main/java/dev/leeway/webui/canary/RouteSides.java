package dev.leeway.webui.canary;

import dev.leeway.signals.drift.canary.Arm;
import dev.leeway.signals.drift.canary.Measure;
import dev.leeway.signals.drift.canary.SideBySide;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.RouteRuns;
import dev.leeway.storage.query.RouteValue;
import dev.leeway.storage.query.RouteValueStore;
import dev.leeway.storage.query.TimeRange;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Two versions' runs laid beside each other route by route, for the measures that runs say. Only
 * where at least two routes are known: else windows tell the same. Not thread-safe.
 */
final class RouteSides {
  /** Those with the most runs; all others are one. */
  static final int ROUTES_MAX = 20;

  /** Of both versions, routes and steps together; each has some 30 values. */
  private static final long CELLS_MAX = 6_000;

  private static final int[] STEPS_SECONDS = {60, 300, 900, 3_600};
  private static final String UNKNOWN = "an unknown route";

  /** By signal, then by route, then by version. */
  private final Map<String, Map<String, Map<String, List<RouteValue>>>> values;

  private final VersionPair pair;
  private final long stepMillis;

  private RouteSides(List<RouteValue> values, VersionPair pair, long stepMillis) {
    this.values =
        values.stream()
            .collect(
                Collectors.groupingBy(
                    RouteValue::signal,
                    Collectors.groupingBy(
                        RouteValue::operation, Collectors.groupingBy(RouteValue::version))));
    this.pair = pair;
    this.stepMillis = stepMillis;
  }

  static RouteSides read(
      RouteValueStore store,
      Slice agent,
      VersionPair pair,
      List<Measure> measures,
      List<RouteRuns> runs,
      TimeRange range) {
    List<String> routes = busiest(runs);
    if (routes.size() < 2) {
      return new RouteSides(List.of(), pair, 1);
    }
    Map<String, Double> offsets = new HashMap<>();
    measures.forEach(measure -> offsets.put(measure.signal(), measure.offset()));
    int step = step(range, routes.size());
    List<RouteValue> values =
        store.values(
            agent, List.of(pair.baseline(), pair.candidate()), routes, offsets, range, step);
    return new RouteSides(values, pair, step * 1_000L);
  }

  /** Empty where runs don't say it, or their routes are not told apart. */
  Optional<SideBySide> of(Measure measure) {
    Map<String, SideBySide> routes = new TreeMap<>();
    values
        .getOrDefault(measure.signal(), Map.of())
        .forEach((route, versions) ->
            routes.put(
                route.isEmpty() ? UNKNOWN : route,
                SideBySide.of(
                    arms(measure, versions.getOrDefault(pair.baseline(), List.of())),
                    arms(measure, versions.getOrDefault(pair.candidate(), List.of())),
                    stepMillis)));
    return routes.isEmpty() ? Optional.empty() : Optional.of(SideBySide.ofRoutes(routes));
  }

  private static SortedMap<Long, Arm> arms(Measure measure, List<RouteValue> values) {
    SortedMap<Long, Arm> arms = new TreeMap<>();
    for (RouteValue value : values) {
      arms.merge(value.at().toEpochMilli(), armOf(measure, value), Arm::plus);
    }
    return arms;
  }

  private static Arm armOf(Measure measure, RouteValue value) {
    return switch (measure.scale()) {
      case RATE -> measure.armOf(0, 0, Distribution.EMPTY, categoriesOf(value));
      case LOG ->
          new Arm(value.count(), value.scaledSum(), value.scaledSum(), value.scaledSquares());
      case SHARE, MEAN -> new Arm(value.count(), value.sum(), value.sum(), value.scaledSquares());
    };
  }

  /** A flag's row keeps how many things it found; windows keep whether there were {@code SOME}. */
  private static Map<String, Long> categoriesOf(RouteValue value) {
    return value.category().isEmpty()
        ? Map.of("SOME", value.positive(), "NONE", value.count() - value.positive())
        : Map.of(value.category(), value.count());
  }

  private static List<String> busiest(List<RouteRuns> runs) {
    Map<String, Long> byRoute =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    RouteRuns::operation, Collectors.summingLong(RouteRuns::runs)));
    return byRoute.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(ROUTES_MAX)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static int step(TimeRange range, int routes) {
    for (int step : STEPS_SECONDS) {
      if (2L * (routes + 2) * (range.length().toSeconds() / step + 1) <= CELLS_MAX) {
        return step;
      }
    }
    return STEPS_SECONDS[STEPS_SECONDS.length - 1];
  }
}
