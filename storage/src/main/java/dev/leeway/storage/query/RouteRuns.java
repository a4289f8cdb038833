package dev.leeway.storage.query;

/** What one version did on one route: its closed runs, and how many of them ended badly. */
public record RouteRuns(String version, String operation, long runs, long bad) {}
