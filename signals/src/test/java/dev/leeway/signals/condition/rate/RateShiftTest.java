package dev.leeway.signals.condition.rate;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.WindowPartial;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Surges and slumps of runs, tokens and cost per minute. */
class RateShiftTest {
  private static final long START = 1_700_006_400_000L;
  private static final int DAY = 24 * 60;
  private static final String V2 =
      "0280c0b884fa62c08fdd84fa6240260000000000004017f557dc43f41a4041fb1d3bf93a5802c0d23941"
          + "2000004120000041200000020e80d6821b000000000000000040400000023ff000000000000040400000"
          + "024000000000000000404000000240080000000000004040000002401000000000000040400000024014"
          + "0000000000004040000002401800000000000040400000";
  private static final String V1 =
      "0180c0b884fa62c08fdd84fa6240260000000000004017f557dc43f41a4041fb1d3bf93a5802c0d23941200000412000"
          + "0041200000020e80d6821b0000000000000000023ff0000000000000024000000000000000024008000000000000024010"
          + "000000000000024014000000000000024018000000000000";

  @Test
  void aSurgeFromFiftyToFiveThousandRunsIsToldWithinFiveMinutes() {
    ConditionWalk walk = walk();
    runs(walk, 0, 26 * 60, minute -> 50, 1);
    assertThat(walk.hits).isEmpty();
    runs(walk, 26 * 60, 26 * 60 + 5, minute -> 5_000, 2);

    RuleHit hit = walk.hits.getLast();
    assertThat(hit.detector()).isEqualTo("rate.surge");
    assertThat(hit.signal()).isEqualTo("run.rate");
    assertThat(hit.effectText())
        .matches("[345],\\d{3} runs a minute over 5 min; around this time .*");
    assertThat(hit.evidence().get("log_chance")).isLessThan(-15);
  }

  @Test
  void halfAsManyAgainAreNoSurge() {
    ConditionWalk walk = walk();
    runs(walk, 0, 26 * 60, minute -> 50, 3);
    runs(walk, 26 * 60, 28 * 60, minute -> 75, 4);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aSurgeOfMinutesIsNone() {
    ConditionWalk walk = walk();
    runs(walk, 0, 26 * 60, minute -> 50, 5);
    runs(walk, 26 * 60, 26 * 60 + 1, minute -> 200, 6);
    runs(walk, 26 * 60 + 1, 27 * 60, minute -> 50, 7);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aThirdOfTheRunsIsASlump() {
    ConditionWalk walk = walk();
    runs(walk, 0, 26 * 60, minute -> 50, 8);
    runs(walk, 26 * 60, 26 * 60 + 15, minute -> 15, 9);

    assertThat(walk.hits.getFirst().detector()).isEqualTo("rate.slump");
    assertThat(walk.hits.getFirst().effectText()).contains("the quietest five minutes had");
  }

  @Test
  void aPauseIsNoSlumpAndWhatFollowsItNeither() {
    ConditionWalk walk = walk();
    runs(walk, 0, 26 * 60, minute -> 50, 10);
    runs(walk, 27 * 60, 28 * 60, minute -> 50, 11);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void nothingIsSaidInTheFirstDay() {
    ConditionWalk walk = walk();
    runs(walk, 0, 12 * 60, minute -> 5, 12);
    runs(walk, 12 * 60, 13 * 60, minute -> 500, 13);
    assertThat(walk.hits).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aWeekWithARhythmAndBurstsSaysNothing(long seed) {
    ConditionWalk walk = walk();
    // From 2 at night to 40 by day, and each hour three minutes of five times as many.
    runs(
        walk,
        0,
        9 * DAY,
        minute -> {
          double rhythm = 21 - 19 * Math.cos(2 * Math.PI * minute / DAY);
          return minute % 60 < 3 ? 5 * rhythm : rhythm;
        },
        seed);
    assertThat(walk.hits).isEmpty();
    assertThat(walk.bytesUnder("ws")).isLessThan(4_000);
  }

  static IntStream seeds() {
    return IntStream.range(20, 26);
  }

  @Test
  void tokensAreToldByThemselvesWhereThereAreNotAsManyMoreRuns() {
    ConditionWalk walk = walk();
    for (int minute = 0; minute < 26 * 60; minute++) {
      all(walk, minute, 50, 1_000, 0.01);
    }
    for (int minute = 26 * 60; minute < 26 * 60 + 10; minute++) {
      all(walk, minute, 50, 9_000, 0.01);
    }
    assertThat(walk.hits).extracting(RuleHit::signal).containsOnly("tokens.rate");
    assertThat(walk.hits.getFirst().effectText())
        .isEqualTo(
            "130,000 tokens a minute over 5 min; around this time of day the busiest five minutes"
                + " had 50,000 tokens (×2.6)");
  }

  @Test
  void oneDearRunAmongAHundredIsNoSurgeOfCost() {
    ConditionWalk walk = walk();
    for (int minute = 0; minute < 27 * 60; minute++) {
      cost(walk, minute, Map.of(0.01, 100L));
    }
    cost(walk, 27 * 60, Map.of(0.01, 99L, 12.0, 1L));
    for (int minute = 27 * 60 + 1; minute < 29 * 60; minute++) {
      cost(walk, minute, Map.of(0.01, 100L));
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void runsThatAllBecomeDearAreASurgeOfCost() {
    ConditionWalk walk = walk();
    for (int minute = 0; minute < 27 * 60; minute++) {
      cost(walk, minute, Map.of(0.01, 100L));
    }
    for (int minute = 27 * 60; minute < 27 * 60 + 5; minute++) {
      cost(walk, minute, Map.of(0.03, 100L));
    }
    assertThat(walk.hits).extracting(RuleHit::signal).containsOnly("cost.rate");
  }

  @Test
  void theMondayAfterAMondayOffIsNoSurge() {
    ConditionWalk walk = walk();
    runs(
        walk,
        0,
        23 * DAY,
        minute -> {
          int day = minute / DAY;
          int hour = minute % DAY / 60;
          return day % 7 < 5 && day != 14 && hour >= 8 && hour < 18 ? 20 : 0;
        },
        14);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void moreRunsWithTheirTokensAndCostAreOneFinding() {
    ConditionWalk walk = walk();
    for (int minute = 0; minute < 26 * 60; minute++) {
      all(walk, minute, 50, 1_000, 0.01);
    }
    for (int minute = 26 * 60; minute < 26 * 60 + 30; minute++) {
      all(walk, minute, 500, 1_000, 0.01);
    }
    assertThat(walk.hits).extracting(RuleHit::signal).containsOnly("run.rate");
  }

  @Test
  void costThatNeverScatteredAndIsGoneIsToldInFiniteNumbers() {
    ConditionWalk walk = walk();
    for (int minute = 0; minute < 26 * 60; minute++) {
      all(walk, minute, 50, 1_000, 0.01);
    }
    for (int minute = 26 * 60; minute < 26 * 60 + 6; minute++) {
      all(walk, minute, 50, 1_000, 0);
    }
    assertThat(walk.hits).extracting(RuleHit::signal).containsOnly("cost.rate");
    assertThat(walk.hits.getFirst().evidence().values()).allMatch(Double::isFinite);
  }

  @Test
  void bytesOfVersionTwoAreStillRead() {
    assertThat(HexFormat.of().formatHex(sevenMinutes(3).encode())).isEqualTo(V2);
    assertThat(UsualRate.decode(HexFormat.of().parseHex(V2)).encode())
        .isEqualTo(HexFormat.of().parseHex(V2));
  }

  @Test
  void bytesOfVersionOneAreStillRead() {
    assertThat(UsualRate.decode(HexFormat.of().parseHex(V1)).encode())
        .isEqualTo(sevenMinutes(0).encode());
  }

  private static UsualRate sevenMinutes(double heaviest) {
    UsualRate usual = new UsualRate();
    for (int minute = 0; minute < 7; minute++) {
      usual.add(START + minute * MINUTE, minute, heaviest);
    }
    return usual;
  }

  private static ConditionWalk walk() {
    return new ConditionWalk(new RateShift(RateSettings.defaults()));
  }

  private static void all(ConditionWalk walk, int minute, long runs, double tokens, double cost) {
    long start = START + minute * MINUTE;
    walk.add(numbers(SHOP, "run.count", start, runs, (double) runs));
    walk.add(numbers(SHOP, "tokens.rate", start, runs, runs * tokens));
    walk.add(numbers(SHOP, "cost.run", start, runs, runs * cost));
    walk.to(SHOP, start + MINUTE);
  }

  /** A minute of so many runs of each price. */
  private static void cost(ConditionWalk walk, int minute, Map<Double, Long> runsByPrice) {
    long start = START + minute * MINUTE;
    Map<Integer, Long> buckets = new TreeMap<>();
    runsByPrice.forEach((price, runs) -> buckets.put(Buckets.indexOf(price), runs));
    long runs = runsByPrice.values().stream().mapToLong(Long::longValue).sum();
    double sum =
        runsByPrice.entrySet().stream().mapToDouble(of -> of.getKey() * of.getValue()).sum();
    walk.add(
        new WindowPartial(
            SHOP, "cost.run", start, 60, runs, sum, buckets, Map.of(), List.of("trace")));
    walk.to(SHOP, start + MINUTE);
  }

  /** Runs of a Poisson process with that many a minute. */
  private static void runs(
      ConditionWalk walk, int from, int to, IntToDoubleFunction mean, long seed) {
    Random random = new Random(seed);
    for (int minute = from; minute < to; minute++) {
      double m = mean.applyAsDouble(minute);
      long runs = Math.max(0, Math.round(m + Math.sqrt(m) * random.nextGaussian()));
      if (runs > 0) {
        walk.add(numbers(SHOP, "run.count", START + minute * MINUTE, runs, (double) runs));
      }
      walk.to(SHOP, START + (minute + 1) * MINUTE);
    }
  }
}
