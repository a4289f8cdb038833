package dev.leeway.signals.drift.canary;

import java.util.List;

/**
 * The evidence that a version is worse, over all routes and on each of them, as one e-process
 * against "worse on no route":
 *
 * <pre>E = ½ E_all + sum over k of w_k E_k + (what no route has yet),   w_k = ½ · 1/(k (k + 1))
 * </pre>
 *
 * <p>E_all compares over all routes, route by route, so that it knows nothing of how runs spread
 * over them; E_k compares on the k-th route that both versions came to, by time and then by name.
 * The weights are set before anything is seen and come to 1; a route keeps its own whatever comes
 * later, and until it comes its weight counts as the e-value 1, which is where its e-process
 * begins. So E is a mixture with fixed weights of e-processes that begin at stopping times, and is
 * one itself, whatever their dependence: at every time that one may choose to look at, its
 * expectation is at most 1. Sources: Vovk, Wang, "E-values: Calibration, combination and
 * applications", Annals of Statistics 49, 2021 (weighted means); Ramdas, Grünwald, Vovk, Shafer,
 * "Game-theoretic statistics and safe anytime-valid inference", Statistical Science 38, 2023
 * (mixtures and stopping). A mean over the routes seen so far would be neither: its weights would
 * change with every route.
 *
 * @param allWeight of the comparison over all routes; 1 where routes are not told apart
 * @param allLogE its log e-value
 * @param routes in order of their appearance
 */
record HarmMixture(double allWeight, double allLogE, List<RouteEvidence> routes) {

  private static final double ALL = 0.5;

  static HarmMixture of(Compared compared, Comparison comparison, CanarySettings settings) {
    return new HarmMixture(
        compared.byRoute() ? ALL : 1,
        LogE.ofHarm(compared.measure(), comparison, compared.values(), settings.runsMin()),
        compared.byRoute() ? RouteEvidence.of(compared, settings) : List.of());
  }

  /** What the k-th route has, the first being 1. */
  static double weightOf(int k) {
    return (1 - ALL) / (k * (k + 1.0));
  }

  /** The log e-value of them together; minus infinity where nothing was compared. */
  double logE() {
    double greatest = allLogE;
    double unassigned = 1 - allWeight;
    for (RouteEvidence route : routes) {
      greatest = Math.max(greatest, route.logHarm());
      unassigned -= route.weight();
    }
    if (greatest == Double.NEGATIVE_INFINITY) {
      return greatest;
    }
    double scale = Math.max(0, greatest);
    double sum = allWeight * Math.exp(allLogE - scale) + unassigned * Math.exp(-scale);
    for (RouteEvidence route : routes) {
      sum += route.weight() * Math.exp(route.logHarm() - scale);
    }
    return scale + Math.log(sum);
  }

  /** What the comparison over all routes must reach for it alone to bring all to a limit. */
  double logLimitOfAll(double logLimit) {
    return logLimit - Math.log(allWeight);
  }
}
