package dev.leeway.webui.canary;

import dev.leeway.signals.window.Dimensions;
import dev.leeway.storage.query.RouteRuns;
import dev.leeway.storage.query.VersionStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which routes two versions are compared on, each by itself: the first to which both came, in the
 * order in which they did, so that another route changes nothing for those before it. What is on
 * none of them is left out, since what it is made of may differ; where that is much, or too many
 * runs would have to be read, routes are not told apart.
 *
 * @param names empty where routes are not told apart
 * @param whyNot in words, where runs name their routes all the same; else empty
 */
record ToldRoutes(List<String> names, String whyNot) {
  static final int ROUTES_MAX = 20;

  /** They are read row by row, with all that they say. */
  static final long RUNS_MAX = 200_000;

  /** Of one version's runs, from which on the others cannot speak for it. */
  private static final double ELSEWHERE_SHARE_MAX = 0.05;

  ToldRoutes {
    names = List.copyOf(names);
  }

  static ToldRoutes of(VersionPair pair, List<RouteRuns> runs) {
    List<RouteRuns> named =
        runs.stream()
            .filter(of -> !of.operation().isEmpty() && !of.operation().equals(Dimensions.OTHER))
            .toList();
    if (named.isEmpty()) {
      return new ToldRoutes(List.of(), "");
    }
    List<String> first = sharedByAppearance(named).stream().limit(ROUTES_MAX).toList();
    if (first.isEmpty()) {
      return not("the versions share none");
    }
    if (runs.size() >= VersionStore.ROUTES_MAX) {
      return not("there are too many of them");
    }
    long all = runs.stream().mapToLong(RouteRuns::runs).sum();
    if (all > RUNS_MAX) {
      return not(
          String.format(
              Locale.ROOT,
              "%,d runs are more than the %,d that are read one by one",
              all,
              RUNS_MAX));
    }
    for (String version : List.of(pair.candidate(), pair.baseline())) {
      double elsewhere = shareElsewhere(version, runs, Set.copyOf(first));
      if (elsewhere >= ELSEWHERE_SHARE_MAX) {
        return not(
            String.format(
                Locale.ROOT,
                "%.0f %% of the runs of %s name none, or one that the other version never came to, or one beyond the first %d",
                100 * elsewhere,
                version,
                ROUTES_MAX));
      }
    }
    return new ToldRoutes(first, "");
  }

  static ToldRoutes not(String why) {
    return new ToldRoutes(List.of(), "routes are not told apart: " + why);
  }

  /** Those of both versions, by when the later of the two came, and then by name. */
  private static List<String> sharedByAppearance(List<RouteRuns> named) {
    Map<String, Instant> bothSince = new HashMap<>();
    Map<String, Integer> versions = new HashMap<>();
    for (RouteRuns of : named) {
      bothSince.merge(
          of.operation(), of.firstEnd(), (one, other) -> one.isAfter(other) ? one : other);
      versions.merge(of.operation(), 1, Integer::sum);
    }
    return bothSince.entrySet().stream()
        .filter(route -> versions.getOrDefault(route.getKey(), 0) > 1)
        .sorted(
            Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double shareElsewhere(String version, List<RouteRuns> runs, Set<String> told) {
    long all = 0;
    long elsewhere = 0;
    for (RouteRuns of : runs) {
      if (of.version().equals(version)) {
        all += of.runs();
        elsewhere += told.contains(of.operation()) ? 0 : of.runs();
      }
    }
    return all == 0 ? 0 : elsewhere / (double) all;
  }
}
