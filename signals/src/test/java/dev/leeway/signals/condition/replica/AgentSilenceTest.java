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
import org.junit.jupiter.api.Test;

class AgentSilenceTest {
  private static final long DAY = 1_440 * MINUTE;

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
    Slice pod = SHOP.with("replica", "pod-1");
    steady(pod, 26 * 60, 3);
    walk.to(SHOP, now + 20 * MINUTE);
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(pod);
    assertThat(walk.hits).extracting(RuleHit::severity).containsOnly(Severity.INFO);
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

  private void steady(Slice slice, int minutes, long runs) {
    for (int minute = 0; minute < minutes; minute++) {
      walk.add(numbers(slice, "run.count", now, runs, (double) runs));
      now += MINUTE;
      walk.to(SHOP, now);
    }
  }
}
