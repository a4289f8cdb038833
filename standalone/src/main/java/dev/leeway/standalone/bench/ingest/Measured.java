package dev.leeway.standalone.bench.ingest;

/**
 * One order, and what it cost the server that took it.
 *
 * @param stored spans that arrived where they end; as many as were accepted where nobody can tell
 */
record Measured(LoadResult load, long stored, double cpuMicrosPerSpan) {
  boolean whole() {
    return load.accepted() == load.sent() && stored == load.accepted();
  }
}
