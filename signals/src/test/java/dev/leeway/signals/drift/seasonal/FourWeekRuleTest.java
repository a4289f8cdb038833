package dev.leeway.signals.drift.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourWeekRuleTest {
  private static final int SLOTS = 7;

  @Test
  void saysNothingBeforeFourWeeksWereSeen() {
    FourWeekRule rule = new FourWeekRule(SLOTS, 1);
    for (int slot = 0; slot < 4 * SLOTS; slot++) {
      assertThat(rule.step(10)).isEmpty();
    }
    assertThat(rule.step(10)).contains(new ConformalVerdict(10, 10, 0, 1, 0));
  }

  @Test
  void expectsTheMedianOfTheSameSlotAndCountsHowManyWereAsFar() {
    FourWeekRule rule = new FourWeekRule(2, 1);
    double[] evenSlots = {9, 19, 29, 99};
    for (double even : evenSlots) {
      rule.step(even);
      rule.step(3);
    }
    // Median of 9, 19, 29, 99 is 24; 49 is twice it with one added to each.
    ConformalVerdict first = rule.step(49).orElseThrow();
    assertThat(first.expected()).isEqualTo(24);
    assertThat(first.residual()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(first.p()).isEqualTo(1);
    // Nothing was as far as a factor of 4, one of one is at least as far as none.
    assertThat(rule.step(15).orElseThrow().p()).isEqualTo(0.5);
    // Of two, both are at least as far as a slot that is as expected: 19, 29, 49, 99.
    assertThat(rule.step(39).orElseThrow()).isEqualTo(new ConformalVerdict(39, 39, 0, 1, 2));
  }

  @Test
  void aSlotThatWasNotSeenJudgesNothingAndIsNoZero() {
    FourWeekRule rule = new FourWeekRule(1, 1);
    rule.step(5);
    rule.step(Double.NaN);
    rule.step(5);
    rule.step(5);
    assertThat(rule.step(5)).isEmpty();
    assertThat(rule.step(Double.NaN)).isEmpty();
    for (int week = 0; week < 3; week++) {
      rule.step(5);
    }
    assertThat(rule.step(5)).isEmpty();
    assertThat(rule.step(5)).isPresent();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void exchangeableSlotsAreNotCalledUnusualMoreOftenThanTheLevelSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FourWeekRule rule = new FourWeekRule(48, 1);
    int judged = 0;
    int atOnePercent = 0;
    double evidence = 0;
    for (int slot = 0; slot < 48 * 7 * 30; slot++) {
      // Slots that differ by the time of day and share one law of noise.
      double rhythm = 100 + 80 * Math.sin(slot % 48 / 48.0 * 2 * Math.PI);
      double value = rhythm * Math.exp(0.2 * random.nextGaussian());
      Optional<ConformalVerdict> verdict = rule.step(value);
      if (verdict.isPresent() && verdict.get().past() >= 300) {
        judged++;
        atOnePercent += verdict.get().p() <= 0.01 ? 1 : 0;
        evidence += Math.exp(verdict.get().logEvalue());
      }
    }
    assertThat((double) atOnePercent / judged).isCloseTo(0.01, within(0.003));
    assertThat(evidence / judged).isLessThan(1.1);
  }

  @Test
  void aSlotUnlikeAnyOtherIsAsUnusualAsItsPastAllows() {
    SplittableRandom random = new SplittableRandom(4);
    FourWeekRule rule = new FourWeekRule(48 * 7, 1);
    for (int slot = 0; slot < 48 * 7 * 9; slot++) {
      rule.step(100 + random.nextInt(20));
    }
    ConformalVerdict verdict = rule.step(400).orElseThrow();
    assertThat(verdict.p()).isEqualTo(1.0 / (48 * 7 * 5 + 1)).isLessThan(FourWeekRule.LEVEL);
    // V14: at p = .001 the e-value is 20.79.
    assertThat(new ConformalVerdict(1, 1, 0, 0.001, 999).logEvalue())
        .isCloseTo(Math.log(20.79113), within(1e-5));
  }

  @Test
  void slotsOfAnHourReachTheLevelToo() {
    SplittableRandom random = new SplittableRandom(6);
    FourWeekRule rule = new FourWeekRule(168, 1);
    for (int slot = 0; slot < 168 * 20; slot++) {
      rule.step(100 + random.nextInt(20));
    }
    assertThat(rule.step(400).orElseThrow().p())
        .isEqualTo(1.0 / 1_501)
        .isLessThanOrEqualTo(FourWeekRule.LEVEL);
  }

  @Test
  void stateGoesOnWhereItStopped() {
    SplittableRandom random = new SplittableRandom(5);
    FourWeekRule rule = new FourWeekRule(SLOTS, 2);
    for (int slot = 0; slot < 100; slot++) {
      rule.step(slot == 50 ? Double.NaN : random.nextInt(50));
    }
    FourWeekRule restored = FourWeekRule.decode(rule.encode());
    assertThat(restored.encode()).isEqualTo(rule.encode());
    assertThat(restored.step(30)).isEqualTo(rule.step(30)).isPresent();
  }

  @Test
  void whatIsNoCountIsRefused() {
    FourWeekRule rule = new FourWeekRule(SLOTS, 1);
    assertThatThrownBy(() -> rule.step(-1)).hasMessageContaining("zero or more");
    assertThatThrownBy(() -> rule.step(Double.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
    assertThatThrownBy(() -> new FourWeekRule(0, 1)).hasMessageContaining("came 0");
    assertThatThrownBy(() -> new FourWeekRule(1, 0)).hasMessageContaining("c above 0");
  }
}
