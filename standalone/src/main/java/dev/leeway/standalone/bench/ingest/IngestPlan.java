package dev.leeway.standalone.bench.ingest;

import java.util.Set;

/** How long and how often is measured. */
record IngestPlan(
    int rounds, double seconds, double warmUpSeconds, int connections, Set<Door> doors) {
  IngestPlan {
    doors = Set.copyOf(doors);
    if (rounds < 1 || connections < 1) {
      throw new IllegalArgumentException(
          "rounds and connections must be >= 1: " + rounds + " and " + connections);
    }
    if (!(seconds > 0) || !(warmUpSeconds > 0)) {
      throw new IllegalArgumentException(
          "seconds and warm-up must be > 0: " + seconds + " and " + warmUpSeconds);
    }
  }
}
