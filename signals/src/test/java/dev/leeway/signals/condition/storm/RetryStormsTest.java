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
import java.util.HexFormat;
import java.util.List;
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
  void aStormIsStatedForAsLongAsItGoesOn() {
    for (int minute = 0; minute < 5; minute++) {
      minute(minute, SHOP, 20, 1, 0);
    }
    for (int minute = 5; minute < 65; minute++) {
      minute(minute, SHOP, 20, 4, 20);
    }
    for (int minute = 65; minute < 90; minute++) {
      minute(minute, SHOP, 20, 1, 0);
    }
    walk.to(SHOP, 90 * MINUTE);

    long[] told = walk.hits.stream().mapToLong(hit -> hit.atMillis() / MINUTE).toArray();
    assertThat(told).startsWith(6L);
    for (int at = 1; at < told.length; at++) {
      assertThat(told[at] - told[at - 1]).as("quiet closes a finding").isLessThan(10);
    }
    assertThat(told[told.length - 1]).isBetween(62L, 67L);
    assertThat(walk.hits)
        .extracting(RuleHit::effectText)
        .element(3)
        .asString()
        .startsWith("retry storm: 4 attempts per call, up from 1, while failed runs rose from 0")
        .endsWith(" minutes ago and since (60 runs in the last 3)");
  }

  @Test
  void retriesThatAreUsualAreNoStormThatGoesOnForEver() {
    for (int minute = 0; minute < 240; minute++) {
      minute(minute, SHOP, 20, 1.9 + 0.1 * (minute % 3), minute % 4 == 0 ? 2 : 0);
    }
    walk.to(SHOP, 240 * MINUTE);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void whatComesBackLongAfterItWasOverIsMeasuredAnew() {
    for (int minute = 0; minute < 60; minute++) {
      boolean storm = minute >= 5 && minute < 10;
      minute(minute, SHOP, 20, storm ? 4 : minute < 30 ? 1 : 1.6, storm ? 20 : minute < 30 ? 0 : 1);
    }
    walk.to(SHOP, 60 * MINUTE);
    assertThat(walk.hits).allMatch(hit -> hit.atMillis() < 15 * MINUTE).isNotEmpty();
  }

  @Test
  void aDependencyThatNoRunIsKeptByIsJudgedByTheAgentsFailures() {
    Slice source = SHOP.with("data_source", "catalogue");
    for (int minute = 0; minute < 3; minute++) {
      minute(minute, SHOP, 20, 1 + minute * 0.1, 5L * minute);
      walk.add(numbers(source, "retry.amplification", minute * MINUTE, 10, 10 + 20 * minute));
    }
    walk.to(SHOP, 3 * MINUTE);
    assertThat(walk.hits).extracting(RuleHit::slice).containsExactly(source);
    assertThat(walk.hits.getFirst().effectText())
        .endsWith("from 0.0 % to 50 % within 3 minutes (at least 30 calls)");
  }

  @Test
  void theProviderIsNamedBeforeItsModelAndGoesOnBeingNamed() {
    Slice model = SHOP.with("model", "gpt-4o");
    for (int minute = 0; minute < 20; minute++) {
      boolean storm = minute >= 5;
      for (Slice slice : List.of(model, OPENAI)) {
        minute(minute, slice, 20, storm ? 4 + minute % 2 : 1, storm ? 18 : 0);
      }
      minute(minute, SHOP, 20, storm ? 2 : 1, storm ? 18 : 0);
    }
    walk.to(SHOP, 20 * MINUTE);
    assertThat(walk.hits).hasSizeGreaterThan(3).allMatch(hit -> hit.slice().equals(OPENAI));
  }

  @Test
  void whatTheFirstVersionRememberedIsStillRead() {
    // Version 1, two minutes, each with its start, runs, amplification, share of failed runs.
    byte[] first =
        HexFormat.of()
            .parseHex(
                "01"
                    + "04"
                    + "00"
                    + "28"
                    + "3ff0000000000000"
                    + "3fa999999999999a"
                    + "c0a907"
                    + "28"
                    + "3ff3333333333333"
                    + "3fb999999999999a");
    minute(1, SHOP, 1, 1, 0);
    walk.to(SHOP, 2 * MINUTE);
    walk.put("ws\0prod\0shop\0storm\0\0", first);
    minute(2, SHOP, 20, 2.5, 10);
    walk.to(SHOP, 3 * MINUTE);
    assertThat(walk.hits)
        .singleElement()
        .satisfies(hit -> assertThat(hit.evidence()).containsEntry("amplification_before", 1.0));
  }

  @Test
  void theWeakerOfTwoIsNamedBesideTheStrongerAndToldWhenItOutlastsIt() {
    for (int minute = 0; minute < 40; minute++) {
      boolean strong = minute >= 5 && minute < 15;
      boolean weak = minute >= 6 && minute < 35;
      minute(minute, OPENAI, 20, strong ? 4 : 1, strong ? 18 : 0);
      minute(minute, OTHER, 20, weak ? 2 : 1, weak ? 14 : 0);
      double both = (strong ? 2 : 0.5) + (weak ? 1 : 0.5);
      minute(minute, SHOP, 40, both, (strong ? 18 : 0) + (weak ? 14 : 0));
    }
    walk.to(SHOP, 40 * MINUTE);
    List<RuleHit> stronger = hitsOf(OPENAI);
    assertThat(stronger.getFirst().atMillis()).isEqualTo(6 * MINUTE);
    assertThat(stronger.getFirst().effectText()).doesNotContain("beside it");
    assertThat(stronger.get(1).effectText()).endsWith("; beside it one of anthropic (2)");
    List<RuleHit> weaker = hitsOf(OTHER);
    assertThat(weaker.getFirst().atMillis())
        .as("three minutes after the last three that the stronger holds by")
        .isEqualTo(20 * MINUTE);
    assertThat(weaker.getFirst().effectText())
        .matches(
            "retry storm of anthropic: 2 attempts per call, up from 1, while failed runs rose from"
                + " 0.0 % to 70 % 13 minutes ago and since .*");
    assertThat(weaker.getLast().atMillis()).isGreaterThan(30 * MINUTE);
    assertThat(walk.hits)
        .extracting(RuleHit::slice)
        .as("the agent's storm is theirs")
        .containsOnly(OPENAI, OTHER);
  }

  @Test
  void whatWasOneStormWithTheToldOneEndsUntoldWithIt() {
    Slice model = SHOP.with("model", "gpt-4o");
    Slice rare = SHOP.with("tool", "ask_expert");
    for (int minute = 0; minute < 40; minute++) {
      boolean storm = minute >= 5 && minute < 15;
      minute(minute, OPENAI, 20, storm ? 4 : 1, storm ? 18 : 0);
      minute(minute, model, 20, storm ? 4 : 1, storm ? 18 : 0);
      minute(minute, SHOP, 20, storm ? 2 : 1, storm ? 18 : 0);
      if (minute % 3 == 0) {
        minute(minute, rare, 20, storm ? 4 : 1, storm ? 18 : 0);
      }
    }
    walk.to(SHOP, 40 * MINUTE);
    assertThat(walk.hits).hasSizeGreaterThan(2).allMatch(hit -> hit.slice().equals(OPENAI));
  }

  private List<RuleHit> hitsOf(Slice slice) {
    return walk.hits.stream().filter(hit -> hit.slice().equals(slice)).toList();
  }

  /** Version 2: the last three minutes and an onset, which was told. */
  @Test
  void whatTheSecondVersionToldGoesOnBeingTold() {
    byte[] second =
        HexFormat.of()
            .parseHex(
                "02"
                    + "02"
                    + "00"
                    + "28"
                    + "4010000000000000"
                    + "3fe0000000000000"
                    + "02"
                    + "00"
                    + "c0a907"
                    + "28"
                    + "3ff0000000000000"
                    + "0000000000000000");
    minute(1, SHOP, 1, 1, 0);
    walk.to(SHOP, 2 * MINUTE);
    walk.put("ws\0prod\0shop\0storm\0\0", second);
    minute(2, SHOP, 20, 4, 10);
    walk.to(SHOP, 3 * MINUTE);
    assertThat(walk.hits)
        .singleElement()
        .satisfies(hit -> assertThat(hit.effectText()).contains("3 minutes ago and since"));
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
