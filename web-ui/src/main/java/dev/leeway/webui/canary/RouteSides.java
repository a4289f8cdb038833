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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Two versions' runs laid beside each other route by route, for the measures that runs say. Empty
 * where routes are not told apart: then windows tell the same of all routes together. Not
 * thread-safe.
 */
final class RouteSides {
  /** Of both versions, routes and steps together; each has some 30 values. */
  private static final long CELLS_MAX = 6_000;

  private static final int[] STEPS_SECONDS = {60, 300, 900, 3_600};

  /** By signal, then by route, then by version. */
  private final Map<String, Map<String, Map<String, List<RouteValue>>>> values;

  private final VersionPair pair;
  private final long stepMillis;
  private final String whyNot;

  private RouteSides(List<RouteValue> values, VersionPair pair, long stepMillis, String whyNot) {
    this.values =
        values.stream()
            .collect(
                Collectors.groupingBy(
                    RouteValue::signal,
                    Collectors.groupingBy(
                        RouteValue::operation, Collectors.groupingBy(RouteValue::version))));
    this.pair = pair;
    this.stepMillis = stepMillis;
    this.whyNot = whyNot;
  }

  static RouteSides read(
      RouteValueStore store,
      Slice agent,
      VersionPair pair,
      List<Measure> measures,
      List<RouteRuns> runs,
      TimeRange range) {
    ToldRoutes routes = ToldRoutes.of(pair, runs);
    if (routes.names().isEmpty()) {
      return new RouteSides(List.of(), pair, 1, routes.whyNot());
    }
    Map<String, Double> offsets = new HashMap<>();
    measures.forEach(measure -> offsets.put(measure.signal(), measure.offset()));
    int step = step(range, routes.names().size());
    return store
        .values(
            agent, List.of(pair.baseline(), pair.candidate()), routes.names(), offsets, range, step)
        .map(values -> new RouteSides(values, pair, step * 1_000L, ""))
        .orElseGet(() ->
            new RouteSides(
                List.of(), pair, 1, ToldRoutes.not("their runs say too much to read").whyNot()));
  }

  /** Why routes are not told apart though runs name them; empty where they are or name none. */
  String whyNot() {
    return whyNot;
  }

  /** Empty where runs don't say it, or their routes are not told apart. */
  Optional<SideBySide> of(Measure measure) {
    Map<String, SideBySide> routes = new TreeMap<>();
    values
        .getOrDefault(measure.signal(), Map.of())
        .forEach((route, versions) ->
            routes.put(
                route,
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

  private static int step(TimeRange range, int routes) {
    for (int step : STEPS_SECONDS) {
      if (2L * routes * (range.length().toSeconds() / step + 1) <= CELLS_MAX) {
        return step;
      }
    }
    return STEPS_SECONDS[STEPS_SECONDS.length - 1];
  }
}
