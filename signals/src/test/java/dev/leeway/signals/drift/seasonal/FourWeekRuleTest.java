package dev.leeway.signals.drift.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.drift.sequential.MixtureProcess;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourWeekRuleTest {
  private static final int SLOTS = 7;

  @Test
  void saysNothingBeforeFourWeeksWereSeen() {
    FourWeekRule rule = new FourWeekRule(SLOTS);
    for (int slot = 0; slot < 4 * SLOTS; slot++) {
      assertThat(rule.step(plain(10))).isEmpty();
    }
    assertThat(rule.step(plain(10))).contains(new ConformalVerdict(10, 10, 0, 1, 0));
  }

  @Test
  void expectsTheMedianOfTheSameSlotAndCountsHowManyWereAsFar() {
    FourWeekRule rule = new FourWeekRule(2);
    double[] evenSlots = {9, 19, 29, 99};
    for (double even : evenSlots) {
      rule.step(plain(even));
      rule.step(plain(3));
    }
    // Median of 9, 19, 29, 99 is 24; 49 is twice it with one added to each.
    ConformalVerdict first = rule.step(plain(49)).orElseThrow();
    assertThat(first.expected()).isEqualTo(24);
    assertThat(first.residual()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(first.p()).isEqualTo(1);
    // Nothing was as far as a factor of 4, one of one is at least as far as none.
    assertThat(rule.step(plain(15)).orElseThrow().p()).isEqualTo(0.5);
    // Of two, both are at least as far as a slot that is as expected: 19, 29, 49, 99.
    assertThat(rule.step(plain(39)).orElseThrow()).isEqualTo(new ConformalVerdict(39, 39, 0, 1, 2));
  }

  @Test
  void aSlotThatWasNotSeenJudgesNothingAndIsNoZero() {
    FourWeekRule rule = new FourWeekRule(1);
    rule.step(plain(5));
    rule.step(plain(Double.NaN));
    rule.step(plain(5));
    rule.step(plain(5));
    assertThat(rule.step(plain(5))).isEmpty();
    assertThat(rule.step(plain(Double.NaN))).isEmpty();
    for (int week = 0; week < 3; week++) {
      rule.step(plain(5));
    }
    assertThat(rule.step(plain(5))).isEmpty();
    assertThat(rule.step(plain(5))).isPresent();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void exchangeableSlotsAreNotCalledUnusualMoreOftenThanTheLevelSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FourWeekRule rule = new FourWeekRule(48);
    int judged = 0;
    int atOnePercent = 0;
    double evidence = 0;
    for (int slot = 0; slot < 48 * 7 * 30; slot++) {
      // Slots that differ by the time of day and share one law of noise.
      double rhythm = 100 + 80 * Math.sin(slot % 48 / 48.0 * 2 * Math.PI);
      double value = rhythm * Math.exp(0.2 * random.nextGaussian());
      Optional<ConformalVerdict> verdict = rule.step(plain(value));
      if (verdict.isPresent() && verdict.get().past() >= 300) {
        judged++;
        atOnePercent += verdict.get().p() <= 0.01 ? 1 : 0;
        evidence += Math.exp(verdict.get().logEvalue());
      }
    }
    assertThat((double) atOnePercent / judged).isCloseTo(0.01, within(0.003));
    assertThat(evidence / judged).isLessThan(1.1);
  }

  /**
   * e-SR on conformal p-values: at a limit of 1,000 hours no more than one alarm in 1,000 hours.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void evidenceReachesItsLimitNoMoreOftenThanItSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int hours = 0;
    int alarms = 0;
    for (int series = 0; series < 10; series++) {
      FourWeekRule rule = new FourWeekRule(168);
      MixtureProcess process = new MixtureProcess(1);
      for (int slot = 0; slot < 168 * 25; slot++) {
        double rhythm = 500 + 400 * Math.sin(slot % 24 / 24.0 * 2 * Math.PI);
        long runs = Math.round(rhythm * Math.exp(0.1 * random.nextGaussian()));
        Optional<ConformalVerdict> verdict = rule.step(new SlotValue.Counted(runs, 1));
        if (verdict.isPresent() && verdict.get().past() >= 168) {
          hours++;
          process.step(0, verdict.get().logEvalue(), slot * 3_600_000L);
          if (process.logM() >= Math.log(1_000)) {
            alarms++;
            process.reset();
          }
        }
      }
    }
    assertThat(hours).isGreaterThan(30_000);
    assertThat(alarms).isLessThanOrEqualTo(hours / 1_000);
  }

  @Test
  void aSlotUnlikeAnyOtherIsAsUnusualAsItsPastAllows() {
    SplittableRandom random = new SplittableRandom(4);
    FourWeekRule rule = new FourWeekRule(48 * 7);
    for (int slot = 0; slot < 48 * 7 * 9; slot++) {
      rule.step(plain(100 + random.nextInt(20)));
    }
    ConformalVerdict verdict = rule.step(plain(400)).orElseThrow();
    assertThat(verdict.p()).isEqualTo(1.0 / (48 * 7 * 5 + 1)).isLessThan(FourWeekRule.LEVEL);
    // V14: at p = .001 the e-value is 20.79.
    assertThat(new ConformalVerdict(1, 1, 0, 0.001, 999).logEvalue())
        .isCloseTo(Math.log(20.79113), within(1e-5));
  }

  @Test
  void slotsOfAnHourReachTheLevelToo() {
    SplittableRandom random = new SplittableRandom(6);
    FourWeekRule rule = new FourWeekRule(168);
    for (int slot = 0; slot < 168 * 20; slot++) {
      rule.step(plain(100 + random.nextInt(20)));
    }
    assertThat(rule.step(plain(400)).orElseThrow().p())
        .isEqualTo(1.0 / 1_501)
        .isLessThanOrEqualTo(FourWeekRule.LEVEL);
  }

  @Test
  void stateGoesOnWhereItStopped() {
    SplittableRandom random = new SplittableRandom(5);
    FourWeekRule rule = new FourWeekRule(SLOTS);
    for (int slot = 0; slot < 100; slot++) {
      rule.step(plain(slot == 50 ? Double.NaN : random.nextInt(50)));
    }
    FourWeekRule restored = FourWeekRule.decode(new StateReader(bytes(rule), 1));
    assertThat(bytes(restored)).isEqualTo(bytes(rule));
    assertThat(restored.step(plain(30))).isEqualTo(rule.step(plain(30))).isPresent();
  }

  /**
   * Nights of twenty runs scatter more than days of two thousand, and are no more often unusual.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8})
  void slotsOfFewRunsAreNoMoreUnusualThanThoseOfMany(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FourWeekRule rule = new FourWeekRule(168);
    int[] judged = new int[2];
    int[] unusual = new int[2];
    for (int slot = 0; slot < 168 * 60; slot++) {
      int night = slot % 24 < 8 ? 1 : 0;
      long runs = night == 1 ? 20 : 2_000;
      double mean =
          100 * Math.exp(random.nextGaussian() * Math.hypot(0.05, 1 / Math.sqrt((double) runs)));
      Optional<ConformalVerdict> verdict = rule.step(new SlotValue.Level(mean, runs));
      if (verdict.isPresent() && verdict.get().past() >= 1_000) {
        judged[night]++;
        unusual[night] += verdict.get().p() <= 0.05 ? 1 : 0;
      }
    }
    assertThat((double) unusual[0] / judged[0]).isCloseTo(0.05, within(0.02));
    assertThat((double) unusual[1] / judged[1]).isCloseTo(0.05, within(0.02));
  }

  @Test
  void aSlotIsAsFarAsItsCountsSay() {
    // 30 of 1,000 where 1 % is usual: (30 + 10) / (10 + 10), with a noise of sqrt(10) / 20.
    SlotValue rate = new SlotValue.Counted(30, 1_000);
    assertThat(rate.value()).isEqualTo(0.03);
    assertThat(rate.residual(0.01)).isCloseTo(Math.log(2), within(1e-12));
    assertThat(rate.noise(0.01)).isCloseTo(Math.sqrt(10) / 20, within(1e-12));
    SlotValue level = new SlotValue.Level(200, 400);
    assertThat(level.residual(100)).isCloseTo(Math.log(2), within(1e-6));
    assertThat(level.noise(100)).isEqualTo(0.05);
    assertThat(new SlotValue.Level(0, 1).residual(0)).isZero();
  }

  @Test
  void whatIsNoCountIsRefused() {
    assertThatThrownBy(() -> plain(-1)).hasMessageContaining("zero or more");
    assertThatThrownBy(() -> plain(Double.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
    assertThatThrownBy(() -> new FourWeekRule(0)).hasMessageContaining("came 0");
    assertThatThrownBy(() -> new SlotValue.Plain(1, 0)).hasMessageContaining("c above 0");
    assertThatThrownBy(() -> new SlotValue.Counted(1, 0)).hasMessageContaining("chances above 0");
    assertThatThrownBy(() -> new SlotValue.Level(1, 0)).hasMessageContaining("at least one");
  }

  private static SlotValue plain(double value) {
    return new SlotValue.Plain(value, 1);
  }

  private static byte[] bytes(FourWeekRule rule) {
    StateWriter writer = new StateWriter(1);
    rule.encode(writer);
    return writer.bytes();
  }
}
