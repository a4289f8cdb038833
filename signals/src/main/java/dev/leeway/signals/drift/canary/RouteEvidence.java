package dev.leeway.signals.drift.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of one measure on one route.
 *
 * @param weight its part in the evidence of all
 * @param logHarm log e-value against "not worse on this route"
 */
record RouteEvidence(
    String route, double weight, SideBySide values, Comparison comparison, double logHarm) {

  /** Of each route on which both versions were, the first to appear before the others. */
  static List<RouteEvidence> of(Compared compared, CanarySettings settings) {
    List<RouteEvidence> routes = new ArrayList<>();
    for (Map.Entry<String, SideBySide> route : compared.values().byRoute().entrySet()) {
      SideBySide values = route.getValue();
      Comparison comparison = compared.comparisonOf(values);
      routes.add(
          new RouteEvidence(
              route.getKey(),
              HarmMixture.weightOf(routes.size() + 1),
              values,
              comparison,
              LogE.ofHarm(compared.measure(), comparison, values, settings.runsMin())));
    }
    return List.copyOf(routes);
  }

  /** What it must reach for it alone to bring the evidence of all to a limit. */
  double logLimit(double logLimitOfAllTogether) {
    return logLimitOfAllTogether - Math.log(weight);
  }
}
