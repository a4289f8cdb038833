package dev.leeway.signals.condition.replica;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Cohort;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplicaDivergenceTest {
  private static final String CHAT = "POST /chat";
  private static final String REPORT = "POST /report";

  private final ConditionWalk walk =
      new ConditionWalk(new ReplicaDivergence(PeerSettings.defaults()));

  @Test
  void theReplicaThatFailsMoreThanItsPeersIsNamedWithBothShares() {
    for (int minute = 0; minute < 40; minute++) {
      outcomes(minute, "pod-1", CHAT, 10, 0);
      outcomes(minute, "pod-2", CHAT, 10, 0);
      outcomes(minute, "pod-3", CHAT, 10, 0);
      outcomes(minute, "pod-4", CHAT, 7, 3);
      over(minute);
    }
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(replica("pod-4"));
    RuleHit first = walk.hits.getFirst();
    assertThat(first.detector()).isEqualTo("peer.replica");
    assertThat(first.signal()).isEqualTo("replica.divergence");
    assertThat(first.effectText())
        .startsWith("pod-4 fails 30 % of ")
        .contains("its 3 peers 0.0 % on the same routes");
    assertThat(first.evidence()).contains(entry("peers", 3.0), entry("n_needed", 30.0));
    assertThat(first.evidence().get("log_e run.outcome"))
        .isGreaterThanOrEqualTo(first.evidence().get("log_e_limit"));
    assertThat(first.atMillis()).isLessThanOrEqualTo(25 * MINUTE);
  }

  @Test
  void aReplicaThatAnswersRepeatedPromptsInOtherWordsIsNamed() {
    for (int minute = 0; minute < 40; minute++) {
      for (String pod : List.of("pod-1", "pod-2", "pod-3", "pod-4")) {
        // Each difference is one of the odd one's, or of a peer that came after it.
        long other = pod.equals("pod-2") ? 3 : 1;
        walk.add(
            categories(
                cohort(pod, CHAT),
                "answer.self_consistency",
                minute * MINUTE,
                "SAME",
                4 - other,
                "DIFFERENT",
                other));
      }
      over(minute);
    }
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(replica("pod-2"));
    assertThat(walk.hits.getFirst().effectText())
        .startsWith("pod-2 answers otherwise than was answered before in 75 % of ")
        .contains("its 3 peers 25 % on the same routes");
  }

  @Test
  void ofAllThatDifferFromTheOddOneOnlyTheOddOneIsTold() {
    for (int minute = 0; minute < 90; minute++) {
      for (String pod : List.of("pod-1", "pod-2", "pod-3")) {
        boolean odd = pod.equals("pod-2") && minute < 40;
        values(minute, pod, CHAT, "latency.residual", 6, odd ? 3 + minute % 2 * 0.2 : 1);
      }
      over(minute);
    }
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(replica("pod-2"));
    assertThat(walk.hits.getFirst().effectText())
        .startsWith("pod-2 takes ")
        .contains(" times as long for the same work as its 2 peers");
    assertThat(walk.hits.getLast().atMillis()).isLessThan(75 * MINUTE);
  }

  @Test
  void aReplicaThatIsOddByTwoMeasuresIsToldOnce() {
    for (int minute = 0; minute < 40; minute++) {
      for (int pod = 1; pod <= 4; pod++) {
        boolean odd = pod == 4;
        outcomes(minute, "pod-" + pod, CHAT, odd ? 5 : 10, odd ? 5 : 0);
        values(minute, "pod-" + pod, CHAT, "contract.length", 10, odd ? 20 : 400);
      }
      over(minute);
    }
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(replica("pod-4"));
    assertThat(walk.hits.getLast().effectText())
        .contains("pod-4 fails ")
        .contains("; pod-4 answers ");
  }

  @Test
  void whatAllReplicasDoTogetherIsDriftAndNotDivergence() {
    for (int minute = 0; minute < 60; minute++) {
      for (int pod = 1; pod <= 4; pod++) {
        boolean worse = minute >= 20;
        outcomes(minute, "pod-" + pod, CHAT, worse ? 4 : 10, worse ? 6 : 0);
        values(minute, "pod-" + pod, CHAT, "latency.residual", 10, worse ? 5 : 1);
      }
      over(minute);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aReplicaThatGetsTheHardRouteMoreOftenIsLikeItsPeersOnThatRoute() {
    for (int minute = 0; minute < 60; minute++) {
      for (int pod = 1; pod <= 4; pod++) {
        int hard = pod == 4 ? 9 : 1;
        values(minute, "pod-" + pod, CHAT, "latency.residual", 10 - hard, 1);
        values(minute, "pod-" + pod, REPORT, "latency.residual", hard, 6);
        outcomes(minute, "pod-" + pod, CHAT, 10 - hard, 0);
        outcomes(minute, "pod-" + pod, REPORT, hard - hard / 3, hard / 3 + minute % 3 / 2);
      }
      over(minute);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aNewReplicaMayWarmUpForTenMinutes() {
    for (int minute = 0; minute < 60; minute++) {
      for (int pod = 1; pod <= (minute < 30 ? 3 : 4); pod++) {
        boolean cold = pod == 4 && minute < 40;
        values(minute, "pod-" + pod, CHAT, "latency.residual", 10, cold ? 8 : 1);
      }
      over(minute);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void ofTwoThatDifferNobodyCanSayWhichIsWrong() {
    for (int minute = 0; minute < 60; minute++) {
      outcomes(minute, "pod-1", CHAT, 10, 0);
      outcomes(minute, "pod-2", CHAT, 5, 5);
      over(minute);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void replicasThatAreAlikeAreQuietForADayWithSeed7() {
    SplittableRandom random = new SplittableRandom(7);
    for (int minute = 0; minute < 1_440; minute++) {
      for (int pod = 0; pod < 8; pod++) {
        int failed = random.nextDouble() < 0.3 ? 1 : 0;
        outcomes(minute, "pod-" + pod, CHAT, 6 - failed, failed);
        values(
            minute, "pod-" + pod, CHAT, "latency.residual", 3, Math.exp(random.nextGaussian() / 2));
      }
      over(minute);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void tooFewRunsAreNotEnoughData() {
    for (int minute = 0; minute < 60; minute++) {
      for (int pod = 1; pod <= 4; pod++) {
        if (minute % 5 == 0) {
          outcomes(minute, "pod-" + pod, CHAT, pod == 4 ? 0 : 4, pod == 4 ? 4 : 0);
        }
      }
      over(minute);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void whatIsSwitchedOffIsNotAskedFor() {
    PeerSettings off = new PeerSettings(false, PeerSettings.defaults().warmUp(), 30, 1);
    assertThat(new ReplicaDivergence(off).wants("run.outcome", Dimensions.COHORT))
        .isEqualTo(Want.NOTHING);
  }

  @Test
  void moreReplicasThanThereIsRoomForAreCounted() {
    for (int pod = 0; pod < PeerBook.REPLICAS_MAX + 7; pod++) {
      outcomes(0, "pod-" + pod, CHAT, 1, 0);
    }
    over(0);
    assertThat(walk.counts).containsEntry(MonitorCount.OVERFLOW_STATES, 7L);
  }

  @Test
  void aHundredReplicasTakeLessThanAHundredKilobytesAndAreGoneAnHourLater() {
    for (int minute = 0; minute < 30; minute++) {
      for (int pod = 0; pod < 100; pod++) {
        outcomes(minute, "pod-" + pod, CHAT, 9, 1);
        values(minute, "pod-" + pod, CHAT, "latency.residual", 10, 1 + minute % 3);
      }
      over(minute);
    }
    assertThat(walk.bytesUnder("ws\0")).isBetween(20_000L, 100_000L);
    walk.to(SHOP, 92 * MINUTE);
    assertThat(walk.keys()).containsExactly("wb\0prod\0shop");
  }

  private static Slice replica(String name) {
    return SHOP.with(Dimensions.REPLICA, name);
  }

  private static Slice cohort(String pod, String route) {
    return SHOP.with(Dimensions.COHORT, new Cohort(pod, "1.0", route).value());
  }

  private void outcomes(int minute, String pod, String route, long ok, long failed) {
    Slice slice = cohort(pod, route);
    walk.add(categories(slice, "run.outcome", minute * MINUTE, "OK", ok, "ERROR", failed));
  }

  private void values(
      int minute, String pod, String route, String signal, long runs, double value) {
    walk.add(
        new WindowPartial(
            cohort(pod, route),
            signal,
            minute * MINUTE,
            60,
            runs,
            runs * value,
            Map.of(Buckets.indexOf(value), runs),
            Map.of(),
            List.of()));
  }

  private void over(int minute) {
    walk.to(SHOP, (minute + 1) * MINUTE);
  }
}
