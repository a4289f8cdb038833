package dev.leeway.signals.condition.range;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.Exemplar;
import dev.leeway.signals.window.FoldSettings;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowFold;
import dev.leeway.signals.window.WindowPartial;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
  private static final String V2 =
      "0280c0b884fa6202040002440200000280c0b884fa6200026c02020280c0b884fa620224747261636520636f6e766572736174696f6e";

  @Test
  void pricesInCentsWhereTheyWereInEurosAreTold() {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    answers(walk, 0, 60, price(1, 1));
    assertThat(walk.hits).isEmpty();
    answers(walk, 60, 62, price(2, 100));
    assertThat(walk.hits).isEmpty();
    answers(walk, 62, 63, price(2, 100));

    RuleHit hit = walk.hits.getFirst();
    assertThat(hit.detector()).isEqualTo("contract.number");
    assertThat(hit.slice()).isEqualTo(PRICE);
    assertThat(hit.effectText())
        .startsWith("field price of POST /quote: p50 19")
        .contains(" → 1,9", "100 % of 30 are outside of ", "where 99 % of 530 were");
    assertThat(hit.evidence()).containsEntry("outside_share", 1.0).containsEntry("m", 530.0);
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
  void aBurstOfOneMinuteIsNot() {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    answers(walk, 0, 60, price(3, 1));
    answers(walk, 60, 61, price(4, 100));
    answers(walk, 61, 90, price(4, 1));
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void fourTurnsOfOneConversationAreNotButThoseOfThreeAre() {
    assertThat(turns("one", "one", "one", "one")).isEmpty();
    assertThat(turns("one", "two", "one", "two")).isEmpty();
    assertThat(turns("one", "two", "three", "one")).hasSize(1);
  }

  /** The upper limit is 38, and one band goes from some 34 to 39. */
  @Test
  void numbersBesideTheLimitAreOfTheirConversationsToo() {
    assertThat(turnsOfNineteen(39, "one", "one", "one", "one")).isEmpty();
    assertThat(turnsOfNineteen(39, "one", "two", "three", "one")).isNotEmpty();
    assertThat(turnsOfNineteen(35, "one", "two", "three", "one")).isEmpty();
  }

  private static List<RuleHit> turnsOfNineteen(double value, String... conversations) {
    assertThat(Exemplar.inBand(bandOf(value), Distribution.ofValues(35, 39, 19, 0)))
        .as("35 and 39 have one example")
        .isEqualTo(Distribution.ofValues(35, 39));
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    answers(walk, 0, 60, answer -> 19);
    return turns(walk, value, conversations);
  }

  private static String bandOf(double value) {
    return Integer.toString(Math.floorDiv(Buckets.indexOf(value), 8));
  }

  /** After a quiet hour four answers in cents, one a minute. */
  private static List<RuleHit> turns(String... conversations) {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    answers(walk, 0, 60, price(9, 1));
    return turns(walk, 1_900, conversations);
  }

  private static List<RuleHit> turns(ConditionWalk walk, double value, String... conversations) {
    for (int turn = 0; turn < conversations.length; turn++) {
      long start = START + (120 + turn) * MINUTE;
      WindowFold fold =
          new WindowFold(
              FoldSettings.of(
                  Set.of(),
                  Set.of(),
                  Set.of(),
                  Set.of(),
                  Set.of("contract.number"),
                  Set.of(),
                  Set.of()));
      fold.add(
          new Observation(
              SHOP,
              1,
              start,
              Map.of("field", PRICE.value()),
              List.of(Measurement.number("contract.number", value)),
              "trace" + turn,
              conversations[turn]));
      walk.add(fold.drain().toArray(WindowPartial[]::new)).to(SHOP, start + MINUTE);
    }
    return walk.hits;
  }

  @Test
  void whatStaysIsUsualTheDayAfterAlsoForWhoSleepsAtNight() {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    int day = 24 * 60;
    answers(walk, 0, 8 * 60, price(5, 1));
    for (int days = 1; days <= 3; days++) {
      answers(walk, days * day, days * day + 8 * 60, price(6 + days, 100));
    }
    // Changed in the first minute of the second day: told that day, and no more from the third on.
    long last = walk.hits.getLast().atMillis();
    assertThat(last).isBetween(START + (day + 470) * MINUTE, START + (day + 480) * MINUTE);

    // What was usual before is not any more.
    walk.hits.clear();
    answers(walk, 4 * day, 4 * day + 5, price(11, 1));
    assertThat(walk.hits).isNotEmpty();
  }

  @Test
  void whatWentAwayOvernightIsNotAcceptedAndTeachesNothing() {
    ConditionWalk walk = new ConditionWalk(new OutOfRange());
    int day = 24 * 60;
    answers(walk, 0, 8 * 60, price(5, 1));
    answers(walk, day, day + 60, price(6, 100));
    answers(walk, 2 * day, 2 * day + 60, price(7, 1));
    walk.hits.clear();
    answers(walk, 3 * day, 3 * day + 3, price(8, 100));
    assertThat(walk.hits).isNotEmpty();
    assertThat(walk.hits.getFirst().evidence().get("p50_usual")).isBetween(15.0, 25.0);
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
    answers(walk, 20, 24, price(8, 100));
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
    LearnedRange range = range();
    assertThat(LearnedRange.decode(HexFormat.of().parseHex(V1)).encode()).isEqualTo(range.encode());
  }

  @Test
  void bytesOfVersionTwoAreRead() {
    LearnedRange range = range();
    range.outsideBy(List.of("trace conversation"));
    range.noneOutside();
    assertThat(HexFormat.of().formatHex(range.encode())).isEqualTo(V2);
    assertThat(LearnedRange.decode(HexFormat.of().parseHex(V2)).encode())
        .isEqualTo(HexFormat.of().parseHex(V2));
  }

  private static LearnedRange range() {
    LearnedRange range = new LearnedRange();
    range.learn(MergedWindow.of(partial(START, 0, 1, 2)));
    range.add(MergedWindow.of(partial(START, 3)));
    range.outside(START);
    return range;
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
