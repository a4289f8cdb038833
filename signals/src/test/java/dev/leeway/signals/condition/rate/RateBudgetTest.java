package dev.leeway.signals.condition.rate;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.Rate;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What owners declared that agents may use. */
class RateBudgetTest {
  private static final long MIDNIGHT = Instant.parse("2026-03-10T00:00:00Z").toEpochMilli();
  private static final long HOUR = 60 * MINUTE;
  private static final String V1 =
      "01010480b1971c3fe00000000000000e3ff80000000000000480bdd1053fe0000000000000023ff8000000000000"
          + "02e08f3c4000000000000000";

  @Test
  void aDaysDollarsAreForetoldThenUsedUpAndGivenAnewAtMidnight() {
    ConditionWalk walk = walk(limit(Rate.COST, 240, Period.DAY));
    // A sixth of a dollar a minute is just what may be; from noon on it is half a dollar.
    spend(walk, 0, 12 * 60, 1.0 / 6);
    assertThat(walk.hits).isEmpty();
    spend(walk, 12 * 60, 18 * 60, 0.5);

    RuleHit foretold = first(walk, "forecast.budget");
    assertThat(foretold.effectText())
        .isEqualTo(
            "$172 of the day's $240 are used and $0.3 go a minute (by the trend of 3.92 h):"
                + " all used up in 3.78 h, 6.47 h before the day ends");
    assertThat(foretold.atMillis()).isLessThan(MIDNIGHT + 15 * HOUR);
    RuleHit usedUp = first(walk, "budget.used_up");
    assertThat(usedUp.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(usedUp.effectText())
        .isEqualTo("$240 of the day's $240 are used, 7.98 h before it ends");
    assertThat(usedUp.course()).isEqualTo(RuleHit.Course.LASTING);

    walk.to(SHOP, MIDNIGHT + 24 * HOUR);
    assertThat(walk.hits.getLast().course()).isEqualTo(RuleHit.Course.OVER);
    assertThat(walk.hits.getLast().atMillis()).isEqualTo(MIDNIGHT + 24 * HOUR + MINUTE);
  }

  @Test
  void aDayThatEndsJustBelowItsLimitSaysNothing() {
    ConditionWalk walk = walk(limit(Rate.COST, 240, Period.DAY));
    spend(walk, 0, 24 * 60, 0.16);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aQuarterOfADaysDollarsWithinAnHourIsTooFast() {
    ConditionWalk walk = walk(limit(Rate.COST, 240, Period.DAY));
    spend(walk, 0, 60, 0.01);
    spend(walk, 60, 240, 1.1);
    RuleHit fast = first(walk, "budget.rate");
    assertThat(fast.effectText()).contains("the day's $240 burn ×6.").contains("in 5 min");
    assertThat(fast.evidence()).containsEntry("burn_limit", 6.0);
  }

  @Test
  void aNightlyBatchThatLeavesMostOfTheDayIsNotTooFast() {
    ConditionWalk walk = walk(limit(Rate.COST, 200, Period.DAY));
    spend(walk, 0, 120, 0.001);
    spend(walk, 120, 180, 1);
    spend(walk, 180, 300, 0.001);
    assertThat(walk.hits).extracting(RuleHit::detector).doesNotContain("budget.rate");
  }

  @Test
  void aLimitOfADayThatWasHalfOverSaysSinceWhenItCounts() {
    ConditionWalk walk = walk(limit(Rate.COST, 20, Period.DAY));
    spend(walk, 12 * 60, 12 * 60 + 30, 1);
    assertThat(first(walk, "budget.used_up").effectText())
        .endsWith("before it ends; counted since 2026-03-10 12:00 UTC");
  }

  @Test
  void aMonthsDollarsAreForetoldByTheTrendOfSevenDays() {
    ConditionWalk walk = walk(limit(Rate.COST, 3_100, Period.MONTH));
    for (int hour = 0; hour < 9 * 24; hour++) {
      // Ten dollars by day, nothing by night: 120 a day, where 100 may be.
      boolean day = hour % 24 >= 8 && hour % 24 < 20;
      walk.add(hour(SHOP, hour, day ? 10 : 0));
    }
    spend(walk, 0, 10, 0.01);
    assertThat(first(walk, "forecast.budget").effectText())
        .contains("of the month's $3,100 are used")
        .contains("(by the trend of 6.75 days)");
  }

  @Test
  void moreTokensAMinuteThanMayBeAreToldAndForetoldWhileTheyRise() {
    ConditionWalk walk = walk(limit(Rate.TOKENS, 30_000, Period.MINUTE));
    for (int minute = 0; minute < 40; minute++) {
      tokens(walk, minute, 10_000 + 600 * minute);
    }
    assertThat(first(walk, "forecast.budget").effectText()).contains("at most 30,000 tokens in");
    assertThat(first(walk, "forecast.budget").atMillis())
        .isLessThan(first(walk, "budget.rate").atMillis());
    assertThat(first(walk, "budget.rate").effectText())
        .endsWith("tokens a minute over 5 min, of at most 30,000 tokens (×1.0)");
  }

  @Test
  void tokensThatStayBelowAreNot() {
    ConditionWalk walk = walk(limit(Rate.TOKENS, 30_000, Period.MINUTE));
    for (int minute = 0; minute < 120; minute++) {
      tokens(walk, minute, minute % 2 == 0 ? 28_000 : 31_000);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void eachValueOfADimensionHasItsLimitForItself() {
    RateLimit limit =
        new RateLimit(
            new NamePattern("sh*"), NamePattern.ANY, Rate.COST, "customer.key", 5, Period.HOUR);
    ConditionWalk walk = walk(limit);
    for (int minute = 0; minute < 40; minute++) {
      long start = MIDNIGHT + minute * MINUTE;
      walk.add(numbers(SHOP.with("customer.key", "a"), "cost.run", start, 1, 0.02));
      walk.add(numbers(SHOP.with("customer.key", "b"), "cost.run", start, 1, 0.2));
      walk.add(numbers(SHOP, "cost.run", start, 2, 0.22));
      walk.to(SHOP, start + MINUTE);
    }
    assertThat(walk.hits).isNotEmpty();
    assertThat(walk.hits).extracting(hit -> hit.slice().value()).containsOnly("b");
    walk.to(SHOP, MIDNIGHT + HOUR);
    assertThat(walk.hits.getLast().course()).isEqualTo(RuleHit.Course.OVER);
    walk.to(SHOP, MIDNIGHT + 40 * 24 * HOUR);
    assertThat(walk.bytesUnder("ws")).isZero();
  }

  @Test
  void otherAgentsHaveNone() {
    ConditionWalk walk =
        walk(
            new RateLimit(new NamePattern("other"), NamePattern.ANY, Rate.COST, "", 1, Period.DAY));
    spend(walk, 0, 60, 1);
    assertThat(walk.hits).isEmpty();
    assertThat(walk.bytesUnder("ws")).isZero();
  }

  @Test
  void whatWasFoldedTogetherHasNoLimitOfItsOwn() {
    RateLimit each =
        new RateLimit(NamePattern.ANY, NamePattern.ANY, Rate.COST, "model", 1, Period.DAY);
    assertThat(each.fits(Rate.COST, SHOP.with("model", "gpt-5-mini"))).isTrue();
    assertThat(each.fits(Rate.COST, SHOP.with("model", "__other__"))).isFalse();
  }

  @Test
  void bytesOfVersionOneAreStillRead() {
    Use use = new Use();
    use.add(MIDNIGHT, 0.5);
    use.add(MIDNIGHT + 7 * MINUTE, 1.5);
    use.told(true);
    assertThat(HexFormat.of().formatHex(use.encode())).isEqualTo(V1);
    assertThat(Use.decode(HexFormat.of().parseHex(V1)).encode())
        .isEqualTo(HexFormat.of().parseHex(V1));
  }

  private static RateLimit limit(Rate rate, double atMost, Period per) {
    return new RateLimit(NamePattern.ANY, NamePattern.ANY, rate, "", atMost, per);
  }

  private static ConditionWalk walk(RateLimit limit) {
    return new ConditionWalk(new RateBudget(new RateSettings(true, 2, 0.5, List.of(limit))));
  }

  private static void spend(ConditionWalk walk, int from, int to, double dollarsPerMinute) {
    for (int minute = from; minute < to; minute++) {
      long start = MIDNIGHT + minute * MINUTE;
      walk.add(numbers(SHOP, "cost.run", start, 2, dollarsPerMinute)).to(SHOP, start + MINUTE);
    }
  }

  private static void tokens(ConditionWalk walk, int minute, double tokens) {
    long start = MIDNIGHT + minute * MINUTE;
    walk.add(numbers(SHOP, "tokens.rate", start, 10, tokens)).to(SHOP, start + MINUTE);
  }

  private static WindowPartial hour(Slice slice, int hour, double dollars) {
    WindowPartial of =
        numbers(
            slice, "cost.run", Instant.parse("2026-03-01T00:00:00Z").toEpochMilli(), 1, dollars);
    return new WindowPartial(
        slice,
        of.signal(),
        of.windowStartMillis() + hour * HOUR,
        3_600,
        of.count(),
        of.sum(),
        of.buckets(),
        of.categories(),
        of.exemplars());
  }

  private static RuleHit first(ConditionWalk walk, String detector) {
    return walk.hits.stream()
        .filter(hit -> hit.detector().equals(detector))
        .findFirst()
        .orElseThrow(() -> new AssertionError(detector + " not among " + walk.hits));
  }
}
