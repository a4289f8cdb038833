package dev.leeway.storage.query;

import java.time.Instant;

/**
 * What one version did on one route: its closed runs, and how many of them ended badly.
 *
 * @param operation names the route; empty for runs whose route is not known
 * @param firstEnd when its first run ended
 */
public record RouteRuns(String version, String operation, long runs, long bad, Instant firstEnd) {}
