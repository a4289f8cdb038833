package dev.leeway.signals.drift.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of one measure on one route.
 *
 * @param logHarm log e-value against "not worse on this route"
 */
record RouteEvidence(String route, SideBySide values, Comparison comparison, double logHarm) {

  /** Of each route; empty where there are fewer than two. */
  static List<RouteEvidence> of(Compared compared, CanarySettings settings) {
    Map<String, SideBySide> byRoute = compared.values().byRoute();
    if (byRoute.size() < 2) {
      return List.of();
    }
    List<RouteEvidence> routes = new ArrayList<>();
    byRoute.forEach((route, values) -> {
      Comparison comparison = compared.comparisonOf(values);
      routes.add(
          new RouteEvidence(
              route,
              values,
              comparison,
              LogE.ofHarm(compared.measure(), comparison, values, settings.runsMin())));
    });
    return List.copyOf(routes);
  }
}
