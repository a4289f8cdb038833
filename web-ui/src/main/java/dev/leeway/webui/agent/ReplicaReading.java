package dev.leeway.webui.agent;

import dev.leeway.signals.condition.replica.PeerMeasure;
import dev.leeway.signals.condition.replica.PeerStratum;
import dev.leeway.signals.condition.replica.PeerTally;
import dev.leeway.signals.window.Cohort;
import dev.leeway.storage.query.SignalValues;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a replica did in a range against its peers on the same versions and routes.
 *
 * @param runs how many it had
 * @param tallies by what it could be compared
 */
record ReplicaReading(String replica, long runs, Map<PeerMeasure, PeerTally> tallies) {
  ReplicaReading {
    tallies = Map.copyOf(tallies);
  }

  /** All replicas of an agent, by the values of its cohorts for each measure. */
  static List<ReplicaReading> of(Map<PeerMeasure, Map<String, SignalValues>> byCohort) {
    Map<String, Long> runs = new TreeMap<>();
    Map<String, Map<PeerMeasure, PeerTally>> tallies = new TreeMap<>();
    byCohort.forEach((measure, cohorts) -> {
      for (PeerStratum route : routesOf(measure, cohorts)) {
        for (String replica : route.replicas()) {
          route
              .of(replica, Set.of())
              .ifPresent(step ->
                  tallies
                      .computeIfAbsent(replica, key -> new EnumMap<>(PeerMeasure.class))
                      .merge(
                          measure, PeerTally.NONE.plus(step), (known, added) -> known.plus(step)));
        }
      }
    });
    byCohort
        .getOrDefault(PeerMeasure.FAILED, Map.of())
        .forEach((value, values) ->
            Cohort.of(value)
                .ifPresent(cohort -> runs.merge(cohort.replica(), values.count(), Long::sum)));
    List<ReplicaReading> readings = new ArrayList<>();
    runs.forEach((replica, count) ->
        readings.add(new ReplicaReading(replica, count, tallies.getOrDefault(replica, Map.of()))));
    return readings;
  }

  PeerTally by(PeerMeasure measure) {
    return tallies.getOrDefault(measure, PeerTally.NONE);
  }

  private static List<PeerStratum> routesOf(
      PeerMeasure measure, Map<String, SignalValues> cohorts) {
    Map<String, PeerStratum> routes = new TreeMap<>();
    cohorts.forEach((value, values) ->
        Cohort.of(value)
            .ifPresent(cohort ->
                routes
                    .computeIfAbsent(cohort.stratum(), key -> new PeerStratum(measure))
                    .add(
                        cohort.replica(),
                        measure.sample(
                            values.count(), values.categories(), values.distribution()))));
    return List.copyOf(routes.values());
  }
}
