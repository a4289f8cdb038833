package dev.leeway.signals.condition.limit;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Slice OPENAI = SHOP.with("provider", "openai");

  private final ConditionWalk walk = new ConditionWalk(new LimitHeadroom(), new RetryAfter());

  @Test
  void aFallingLimitIsToldWithTheTimeItLasts() {
    for (int minute = 0; minute < 10; minute++) {
      left(minute, 0.40 - 0.02 * minute);
    }
    RuleHit hit = walk.hits.getFirst();
    // Below a quarter from the ninth minute on; two points a minute, so eleven minutes are left.
    assertThat(hit.detector()).isEqualTo("forecast.rate_limit");
    assertThat(hit.atMillis()).isEqualTo(9 * MINUTE);
    assertThat(hit.evidence().get("minutes_to_exhaustion")).isEqualTo(12, within(0.5));
    assertThat(hit.severity()).isEqualTo(Severity.WARNING);
    assertThat(hit.effectText()).contains(" of the rate limit of openai is left, used up in 1");
  }

  @Test
  void whatRunsOutIsNamedByWhatMostRunsOfTheMinuteSay() {
    for (int minute = 0; minute < 12; minute++) {
      walk.add(
          categories(OPENAI, "rate_limit.nearest", minute * MINUTE, "REQUESTS", 1, "TOKENS", 15),
          categories(
              SHOP.with("provider", "anthropic"),
              "rate_limit.nearest",
              minute * MINUTE,
              "REQUESTS",
              10));
      left(minute, 0.62 - 0.05 * minute);
    }
    assertThat(walk.hits.getLast().effectText())
        .startsWith("tokens: ")
        .contains(" of the rate limit of openai is left, used up in ");
    assertThat(NearestLimit.words(Map.of("REQUESTS", 4L, "TOKENS", 6L)))
        .isEqualTo("tokens or requests");
    assertThat(NearestLimit.words(Map.of())).isEmpty();
  }

  @Test
  void nearTheEndItPages() {
    for (int minute = 0; minute < 12; minute++) {
      left(minute, 0.62 - 0.05 * minute);
    }
    assertThat(walk.hits.getLast().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aLowLimitThatHoldsIsQuietAndOneThatIsUsedUpIsNot() {
    for (int minute = 0; minute < 20; minute++) {
      left(minute, 0.2 + 0.01 * (minute % 2));
    }
    assertThat(walk.hits).isEmpty();
    for (int minute = 20; minute < 40; minute++) {
      left(minute, 0);
    }
    assertThat(walk.hits).isNotEmpty();
  }

  @Test
  void minutesOfWhichOnlyCountsWereKeptSayNothingOfALimit() {
    for (int minute = 0; minute < 20; minute++) {
      walk.add(numbers(OPENAI, "rate_limit.headroom", minute * MINUTE, 10, 9.5));
      walk.to(SHOP, (minute + 1) * MINUTE);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void lowsThatAnEarlierVersionKeptOfNothingAreForgotten() {
    StateWriter kept = new StateWriter(1).number(10);
    for (int minute = 0; minute < 10; minute++) {
      kept.number(minute * MINUTE).real(Double.NaN);
    }
    left(9, 0.95);
    walk.put("ws\0prod\0shop\0headroom\0openai", kept.bytes());
    left(10, 0.95);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void sevenMinutesAreNotEnoughData() {
    for (int minute = 0; minute < 7; minute++) {
      left(minute, 0.2 - 0.02 * minute);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void retriesThatDontWaitAreToldOnceFiveRunsWereAsked() {
    retries(0, 4, 1);
    assertThat(walk.hits).isEmpty();
    retries(1, 1, 0);
    assertThat(walk.hits).hasSize(1);
    assertThat(walk.hits.getFirst().detector()).isEqualTo("rule.retry_after");
    assertThat(walk.hits.getFirst().effect()).isEqualTo(0.8);
    assertThat(walk.hits.getFirst().effectText())
        .startsWith("only 20 % of retries waited as long as retry-after asked for (5 runs in 10");
  }

  @Test
  void retriesThatMostlyWaitAreFine() {
    retries(0, 10, 5);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void nothingIsKeptBeyondAQuarterOfAnHour() {
    left(0, 0.5);
    retries(1, 3, 0);
    walk.to(SHOP, 20 * MINUTE);
    assertThat(walk.keys()).containsExactly("wb\0prod\0shop");
  }

  private void left(int minute, double share) {
    walk.add(
        new WindowPartial(
            OPENAI,
            "rate_limit.headroom",
            minute * MINUTE,
            60,
            5,
            5 * share,
            share > 0 ? Map.of(Buckets.indexOf(share), 5L) : Map.of(),
            Map.of(),
            List.of()));
    walk.to(SHOP, (minute + 1) * MINUTE);
  }

  private void retries(int minute, long runs, double waited) {
    walk.add(numbers(SHOP, "rate_limit.compliance", minute * MINUTE, runs, waited));
    walk.to(SHOP, (minute + 1) * MINUTE);
  }
}
