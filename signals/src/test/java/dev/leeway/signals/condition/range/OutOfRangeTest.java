package dev.leeway.signals.condition.range;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.Arrays;
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

/** Numbers in fields of answers that leave their range. */
class OutOfRangeTest {
  private static final long START = 1_700_006_400_000L;
  private static final Slice PRICE = SHOP.with("field", "price of POST /quote");
  private static final String V1 = "0180c0b884fa6202040002440200000280c0b884fa6200026c02";

  @Test
  void pricesInCentsWhereTheyWereInEurosAreTold() {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    answers(walk, 0, 60, price(1, 1));
    assertThat(walk.hits).isEmpty();
    answers(walk, 60, 61, price(2, 100));

    RuleHit hit = walk.hits.getFirst();
    assertThat(hit.detector()).isEqualTo("contract.number");
    assertThat(hit.slice()).isEqualTo(PRICE);
    assertThat(hit.effectText())
        .startsWith("field price of POST /quote: p50 19")
        .contains(" → 1,9", "100 % of 10 are outside of ", "where 99 % of 510 were");
    assertThat(hit.evidence()).containsEntry("outside_share", 1.0).containsEntry("m", 510.0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void pricesThatRiseByHalfAreNot(long seed) {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    answers(walk, 0, 100, price(seed, 1));
    answers(walk, 100, 300, price(seed + 100, 1.5));
    assertThat(walk.hits).isEmpty();
  }

  static IntStream seeds() {
    return IntStream.range(10, 20);
  }

  @Test
  void numbersThatCountUpAreNot() {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    answers(walk, 0, 600, answer -> 100_000 + 10.0 * answer);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void twoStrangeAnswersAreNot() {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    answers(walk, 0, 60, price(3, 1));
    answers(walk, 60, 61, answer -> answer % 10 < 2 ? 5_000 : 19);
    answers(walk, 61, 90, price(4, 1));
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void whatStaysForADayIsUsualThen() {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    answers(walk, 0, 60, price(5, 1));
    answers(walk, 60, 60 + 26 * 60, price(6, 100));
    long last = walk.hits.getLast().atMillis();
    assertThat(last).isBetween(START + 23 * 60 * MINUTE, START + (60 + 24 * 60) * MINUTE);
  }

  @Test
  void nothingIsSaidBeforeTwoHundredNumbersWereLearned() {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    answers(walk, 0, 20, price(7, 1));
    answers(walk, 20, 21, price(8, 100));
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void fieldsBeyondTheBudgetAreNotJudgedAsOne() {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    Slice others = SHOP.with("field", "__other__");
    for (int minute = 0; minute < 61; minute++) {
      double[] values = new double[10];
      Arrays.fill(values, minute < 60 ? 19 : 1_900);
      long start = START + minute * MINUTE;
      walk.add(partial(others, start, values)).to(SHOP, start + MINUTE);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void bytesOfVersionOneAreStillRead() {
    LearnedRange range = new LearnedRange();
    range.learn(MergedWindow.of(partial(START, 0, 1, 2)));
    range.add(MergedWindow.of(partial(START, 3)));
    range.outside(START);
    assertThat(HexFormat.of().formatHex(range.encode())).isEqualTo(V1);
    assertThat(LearnedRange.decode(HexFormat.of().parseHex(V1)).encode())
        .isEqualTo(HexFormat.of().parseHex(V1));
  }

  private static IntToDoubleFunction price(long seed, double factor) {
    Random random = new Random(seed);
    return answer -> factor * 19 * Math.exp(0.4 * random.nextGaussian());
  }

  /** Ten answers a minute. */
  private static void answers(ConditionWalk walk, int from, int to, IntToDoubleFunction value) {
    for (int minute = from; minute < to; minute++) {
      double[] values = new double[10];
      for (int at = 0; at < values.length; at++) {
        values[at] = value.applyAsDouble(10 * minute + at);
      }
      long start = START + minute * MINUTE;
      walk.add(partial(start, values)).to(SHOP, start + MINUTE);
    }
  }

  private static WindowPartial partial(long minute, double... values) {
    return partial(PRICE, minute, values);
  }

  private static WindowPartial partial(Slice slice, long minute, double... values) {
    Map<Integer, Long> buckets = new TreeMap<>();
    double sum = 0;
    for (double value : values) {
      if (value > 0) {
        buckets.merge(Buckets.indexOf(value), 1L, Long::sum);
      }
      sum += value;
    }
    return new WindowPartial(
        slice, "contract.number", minute, 60, values.length, sum, buckets, Map.of(), List.of("t"));
  }
}
