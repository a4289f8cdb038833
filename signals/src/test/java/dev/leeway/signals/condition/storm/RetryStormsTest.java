package dev.leeway.signals.condition.storm;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.rule.RetryStorm;
import dev.leeway.signals.window.Slice;
import org.junit.jupiter.api.Test;

class RetryStormsTest {
  private static final Slice OPENAI = SHOP.with("provider", "openai");
  private static final Slice OTHER = SHOP.with("provider", "anthropic");

  private final ConditionWalk walk = new ConditionWalk(new RetryStorms(RetryStorm.defaults()));

  @Test
  void risingRetriesWithRisingFailuresAreToldWithTheirNumbers() {
    minute(0, SHOP, 20, 1.0, 1);
    minute(1, SHOP, 20, 1.2, 2);
    minute(2, SHOP, 20, 2.5, 10);
    walk.to(SHOP, 3 * MINUTE);
    assertThat(walk.hits).hasSize(1);
    RuleHit hit = walk.hits.getFirst();
    assertThat(hit.detector()).isEqualTo("rule.retry_storm");
    assertThat(hit.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(hit.atMillis()).isEqualTo(3 * MINUTE);
    assertThat(hit.effect()).isEqualTo(2.5);
    assertThat(hit.effectText())
        .isEqualTo(
            "retry storm: 2.5 attempts per call, up from 1, while failed runs rose from 5.0 % to"
                + " 50 % within 3 minutes (60 runs)");
    assertThat(hit.evidence()).contains(entry("n", 60.0), entry("n_needed", 20.0));
  }

  @Test
  void theDependencyThatRetriesClearlyMoreIsNamed() {
    for (int minute = 0; minute < 3; minute++) {
      double worse = 1 + minute;
      minute(minute, SHOP, 40, 1 + minute * 0.6, 1 + 8L * minute);
      minute(minute, OPENAI, 20, worse, 1 + 8L * minute);
      minute(minute, OTHER, 20, 1, 0);
    }
    walk.to(SHOP, 3 * MINUTE);
    assertThat(walk.hits).extracting(RuleHit::slice).containsExactly(OPENAI);
    assertThat(walk.hits.getFirst().effectText()).startsWith("retry storm of openai: 3 attempts");
  }

  @Test
  void oneDependencyOfAllRunsIsTheAgentsStorm() {
    for (int minute = 0; minute < 3; minute++) {
      minute(minute, SHOP, 20, 1 + minute, 1 + 4L * minute);
      minute(minute, OPENAI, 20, 1 + minute, 1 + 4L * minute);
    }
    walk.to(SHOP, 3 * MINUTE);
    assertThat(walk.hits).extracting(RuleHit::slice).containsExactly(SHOP);
  }

  @Test
  void retriesThatHelpAreCalm() {
    minute(0, SHOP, 20, 1, 2);
    minute(1, SHOP, 20, 2, 2);
    minute(2, SHOP, 20, 3, 2);
    walk.to(SHOP, 3 * MINUTE);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void nineteenRunsAreNotEnoughData() {
    minute(0, SHOP, 6, 1, 0);
    minute(1, SHOP, 6, 2, 3);
    minute(2, SHOP, 7, 3, 7);
    walk.to(SHOP, 3 * MINUTE);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void minutesLongApartAreNotCompared() {
    minute(0, SHOP, 20, 1, 1);
    minute(1, SHOP, 20, 1.2, 2);
    minute(40, SHOP, 20, 2.5, 10);
    walk.to(SHOP, 41 * MINUTE);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void whatIsRememberedIsGoneAQuarterOfAnHourLater() {
    minute(0, SHOP, 20, 1, 1);
    walk.to(SHOP, MINUTE);
    assertThat(walk.keys()).hasSize(3);
    walk.to(SHOP, 16 * MINUTE);
    assertThat(walk.keys()).containsExactly("wb\0prod\0shop");
  }

  private void minute(int minute, Slice slice, long runs, double amplification, long failed) {
    walk.add(
        numbers(slice, "retry.amplification", minute * MINUTE, runs, runs * amplification),
        categories(slice, "run.outcome", minute * MINUTE, "OK", runs - failed, "TIMEOUT", failed));
  }
}
