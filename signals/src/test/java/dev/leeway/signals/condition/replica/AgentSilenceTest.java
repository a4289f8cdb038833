package dev.leeway.signals.condition.replica;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AgentSilenceTest {
  private static final long DAY = 1_440 * MINUTE;
  private static final Slice POD = SHOP.with("replica", "pod-1");

  /** Two minutes of three runs. */
  private static final String VERSION_ONE =
      "0100c0a9073ffffd28133369124017fdde0e668ece4031fe668acceb1a02000c";

  private final ConditionWalk walk = new ConditionWalk(new AgentSilence());
  private long now;

  @Test
  void twoRunsAMinuteThatStopAreMissedAfterSevenMinutes() {
    steady(SHOP, 25 * 60, 2);
    assertThat(walk.hits).isEmpty();
    walk.to(SHOP, now + 6 * MINUTE);
    assertThat(walk.hits).isEmpty();
    walk.to(SHOP, now + 8 * MINUTE);
    // exp(-2 t) < 1e-6 from t = 6.9 minutes on: whole minutes, so seven.
    assertThat(walk.hits).hasSize(1);
    RuleHit hit = walk.hits.getFirst();
    assertThat(hit.atMillis()).isEqualTo(now + 7 * MINUTE);
    assertThat(hit.severity()).isEqualTo(Severity.WARNING);
    assertThat(hit.effect()).isEqualTo(7);
    assertThat(hit.evidence().get("usual_per_minute")).isEqualTo(2, within(0.01));
    assertThat(hit.effectText())
        .isEqualTo("no run since 01:00 UTC, for 7 min; 2 a minute were usual");
  }

  @Test
  void whatIsUsuallyQuietAtThatHourIsNoSilence() {
    for (int day = 0; day < 3; day++) {
      steady(SHOP, 10 * 60, 5);
      now += 14 * 60 * MINUTE;
      walk.to(SHOP, now);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aDayAndAHundredRunsAreNeededToLearn() {
    steady(SHOP, 1_439, 5);
    walk.to(SHOP, now + DAY);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aReplicaThatStopsIsANote() {
    steadyWithReplica(26 * 60, POD);
    steady(SHOP, 20, 5);
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(POD);
    assertThat(walk.hits).extracting(RuleHit::severity).containsOnly(Severity.INFO);
  }

  @Test
  void whenNobodySpeaksOnlyTheAgentIsSaidToBeSilent() {
    steadyWithReplica(26 * 60, POD);
    walk.to(SHOP, now + 60 * MINUTE);
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(SHOP);
  }

  @Test
  void trafficWhosePausesAreUsualIsNotSilentInTheNextOne() {
    steady(SHOP, 25 * 60, 20);
    for (int burst = 0; burst < 12; burst++) {
      now += 25 * MINUTE;
      walk.to(SHOP, now);
      steady(SHOP, 95, 20);
    }
    long told = walk.hits.stream().filter(hit -> hit.effect() == 5).count();
    // The first three show what is usual here; hits that go on state the same silence.
    assertThat(told).isEqualTo(3);
    walk.to(SHOP, now + 150 * MINUTE);
    assertThat(walk.hits.getLast().atMillis()).isGreaterThan(now + 30 * MINUTE);
  }

  @Test
  void anOutageDoesNotHideTheNext() {
    steady(SHOP, 25 * 60, 20);
    for (int outage = 0; outage < 3; outage++) {
      now += 180 * MINUTE;
      walk.to(SHOP, now);
      steady(SHOP, 60, 20);
    }
    assertThat(walk.hits.stream().filter(hit -> hit.effect() == 5)).hasSize(3);
  }

  @Test
  void stateOfVersionOneIsRead() {
    Cadence cadence = Cadence.decode(HexFormat.of().parseHex(VERSION_ONE));
    assertThat(cadence.lastEndMillis()).isEqualTo(2 * MINUTE);
    assertThat(cadence.meanPerMinute()).isEqualTo(3, within(0.01));
  }

  @Test
  void itIsToldForSixHoursAndForgottenAfterEightDays() {
    steady(SHOP, 25 * 60, 2);
    walk.to(SHOP, now + DAY);
    assertThat(walk.hits.getLast().atMillis()).isBetween(now + 300 * MINUTE, now + 360 * MINUTE);
    int told = walk.hits.size();
    walk.to(SHOP, now + 9 * DAY);
    assertThat(walk.hits).hasSize(told);
    assertThat(walk.keys()).containsExactly("wb\0prod\0shop");
  }

  private void steadyWithReplica(int minutes, Slice replica) {
    for (int minute = 0; minute < minutes; minute++) {
      walk.add(numbers(replica, "run.count", now, 3, 3.0));
      steady(SHOP, 1, 5);
    }
  }

  private void steady(Slice slice, int minutes, long runs) {
    for (int minute = 0; minute < minutes; minute++) {
      walk.add(numbers(slice, "run.count", now, runs, (double) runs));
      now += MINUTE;
      walk.to(SHOP, now);
    }
  }
}
