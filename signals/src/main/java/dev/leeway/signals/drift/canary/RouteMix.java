package dev.leeway.signals.drift.canary;

import dev.leeway.signals.drift.measure.ChiSquareTests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether two versions served the same routes. If not, a difference may be that of the routes: a
 * version that only got the hard ones is slower without being worse (Simpson).
 *
 * <p>The measure is the total variation of their shares of runs, with Pearson's test so that a few
 * runs don't look like a shift. The share of bad runs is also compared within routes and added up
 * with weights {@code n m/(n+m)} (Mantel, Haenszel, JNCI 22, 1959): that is free of the mix.
 */
public record RouteMix(List<Route> routes) {
  public static final RouteMix UNKNOWN = new RouteMix(List.of());

  /** A tenth of the runs would have to change their route to make the mixes alike. */
  private static final double WORTH_A_WORD = 0.10;

  private static final double NOT_COMPARABLE = 0.30;
  private static final double P_MAX = 0.001;

  public RouteMix {
    routes = List.copyOf(routes);
  }

  /** One route, and what both versions did on it. */
  public record Route(
      String operation,
      long baselineRuns,
      long baselineBad,
      long candidateRuns,
      long candidateBad) {

    /** Both together, of the same operation. */
    public Route plus(Route other) {
      return new Route(
          operation,
          baselineRuns + other.baselineRuns,
          baselineBad + other.baselineBad,
          candidateRuns + other.candidateRuns,
          candidateBad + other.candidateBad);
    }
  }

  /** Total variation of the two mixes, from 0 to 1; 0 where one of them is not known. */
  public double totalVariation() {
    double n = baselineRuns();
    double m = candidateRuns();
    return n == 0 || m == 0
        ? 0
        : routes.stream()
                .mapToDouble(r -> Math.abs(r.candidateRuns() / m - r.baselineRuns() / n))
                .sum()
            / 2;
  }

  /** Whether the mixes are near enough for a promotion to mean the versions. */
  public boolean comparable() {
    return !(totalVariation() > NOT_COMPARABLE && proven());
  }

  /** Candidate's share of bad runs less the baseline's, within routes; empty without any. */
  public Optional<Double> badShareWithinRoutes() {
    double weights = 0;
    double sum = 0;
    for (Route route : routes) {
      double n = route.baselineRuns();
      double m = route.candidateRuns();
      if (n > 0 && m > 0) {
        double weight = n * m / (n + m);
        weights += weight;
        sum += weight * (route.candidateBad() / m - route.baselineBad() / n);
      }
    }
    return weights > 0 ? Optional.of(sum / weights) : Optional.empty();
  }

  /** Whether a difference between the versions may be that of their routes. */
  boolean differ() {
    return totalVariation() > WORTH_A_WORD && proven();
  }

  List<String> warnings() {
    if (!differ()) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    warnings.add(difference());
    badShareWithinRoutes()
        .ifPresent(within ->
            warnings.add(
                String.format(
                    Locale.ROOT,
                    "on the same routes the share of bad runs differs by %+.1f points, over all of"
                        + " them by %+.1f",
                    100 * within,
                    100 * badShare())));
    return warnings;
  }

  String difference() {
    double n = baselineRuns();
    double m = candidateRuns();
    return routes.stream()
        .max(
            Comparator.comparingDouble(r -> Math.abs(r.candidateRuns() / m - r.baselineRuns() / n)))
        .map(r ->
            String.format(
                Locale.ROOT,
                "the two versions saw different routes: %s is %.0f %% of the candidate's runs and"
                    + " %.0f %% of the baseline's",
                r.operation(),
                100 * r.candidateRuns() / m,
                100 * r.baselineRuns() / n))
        .orElse("the routes are not known");
  }

  private boolean proven() {
    long[] baseline = routes.stream().mapToLong(Route::baselineRuns).toArray();
    long[] candidate = routes.stream().mapToLong(Route::candidateRuns).toArray();
    return baselineRuns() > 0
        && candidateRuns() > 0
        && ChiSquareTests.homogeneity(baseline, candidate).p() < P_MAX;
  }

  private double badShare() {
    double baseline = routes.stream().mapToLong(Route::baselineBad).sum();
    double candidate = routes.stream().mapToLong(Route::candidateBad).sum();
    return candidate / candidateRuns() - baseline / baselineRuns();
  }

  private long baselineRuns() {
    return routes.stream().mapToLong(Route::baselineRuns).sum();
  }

  private long candidateRuns() {
    return routes.stream().mapToLong(Route::candidateRuns).sum();
  }
}
