package dev.leeway.webui.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.condition.replica.PeerMeasure;
import dev.leeway.signals.condition.replica.PeerTally;
import dev.leeway.signals.window.Cohort;
import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplicaReadingTest {
  @Test
  void aReplicaIsComparedRouteByRoute() {
    Map<String, SignalValues> outcomes = new TreeMap<>();
    outcomes.put(cohort("pod-1", "chat"), outcomes(90, 0));
    outcomes.put(cohort("pod-1", "report"), outcomes(5, 5));
    outcomes.put(cohort("pod-2", "chat"), outcomes(10, 0));
    outcomes.put(cohort("pod-2", "report"), outcomes(45, 45));
    List<ReplicaReading> readings = ReplicaReading.of(Map.of(PeerMeasure.FAILED, outcomes));
    assertThat(readings).extracting(ReplicaReading::replica).containsExactly("pod-1", "pod-2");
    assertThat(readings).extracting(ReplicaReading::runs).containsExactly(100L, 100L);
    PeerTally second = readings.get(1).by(PeerMeasure.FAILED);
    assertThat(second.share()).isEqualTo(0.45);
    assertThat(second.expectedShare()).isCloseTo(0.45, within(1e-9));
    assertThat(readings.get(1).by(PeerMeasure.LENGTH)).isEqualTo(PeerTally.NONE);
  }

  @Test
  void aReplicaThatNobodySharesARouteWithIsListedWithoutPeers() {
    List<ReplicaReading> readings =
        ReplicaReading.of(
            Map.of(PeerMeasure.FAILED, Map.of(cohort("pod-1", "chat"), outcomes(3, 1))));
    assertThat(readings)
        .singleElement()
        .satisfies(reading -> assertThat(reading.runs()).isEqualTo(4))
        .satisfies(reading -> assertThat(reading.tallies()).isEmpty());
  }

  private static String cohort(String replica, String route) {
    return new Cohort(replica, "1.0", route).value();
  }

  private static SignalValues outcomes(long ok, long failed) {
    return new SignalValues(
        ok + failed, 0, Distribution.EMPTY, new TreeMap<>(Map.of("OK", ok, "ERROR", failed)), 0);
  }
}
