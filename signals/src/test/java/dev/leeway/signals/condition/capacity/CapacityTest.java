package dev.leeway.signals.condition.capacity;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.condition.serving.ServingSettings;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.WindowPartial;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Headroom and the tail as conditions over an agent's minutes. */
class CapacityTest {
  private static final long START = 1_700_006_400_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final Condition HEADROOM = new CapacityHeadroom(ServingSettings.defaults());
  private static final String TOKENS = "tokens.rate";
  private static final String TAIL_V1 = "01023fd000000000000002020e06";

  @Test
  void runsThatNeedMoreThanWasEverCarriedAreTold() {
    ConditionWalk walk = day(new ConditionWalk(HEADROOM), 100);
    assertThat(walk.hits).isEmpty();
    for (int minute = 0; minute < 100; minute++) {
      runs(walk, START + 30 * HOUR + minute * MINUTE, 2, 300);
    }
    assertThat(walk.hits).isNotEmpty();
    assertThat(walk.hits.getLast().evidence().get("headroom")).isBetween(0.3, 0.4);
    assertThat(walk.hits.getLast().effectText())
        .startsWith("a run takes 300 tokens now")
        .contains("of the day's busiest hour");
  }

  @Test
  void runsThatAreHalfAsHeavyAgainAreNot() {
    ConditionWalk walk = day(new ConditionWalk(HEADROOM), 100);
    for (int minute = 0; minute < 100; minute++) {
      runs(walk, START + 30 * HOUR + minute * MINUTE, 2, 150);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void hoursThatWereStoredCountAfterALoss() {
    ConditionWalk walk = new ConditionWalk(HEADROOM);
    for (int hour = 0; hour < 30; hour++) {
      long start = START + hour * HOUR;
      walk.add(hour(numbers(SHOP, "run.count", start, 600, 600)));
      walk.add(hour(numbers(SHOP, "tokens.rate", start, 600, 60_000)));
    }
    for (int minute = 0; minute < 100; minute++) {
      runs(walk, START + 30 * HOUR + minute * MINUTE, 2, 300);
    }
    assertThat(walk.hits).isNotEmpty();
    assertThat(walk.bytesUnder("ws")).isLessThan(2_000);
  }

  @Test
  void aTailThatGrowsIsToldWhileTheMedianStands() {
    ConditionWalk walk = new ConditionWalk(new TailGrowth());
    Random random = new Random(4);
    for (int minute = 0; minute < 300; minute++) {
      tail(walk, TOKENS, minute, random, 4);
    }
    assertThat(walk.hits).isEmpty();
    for (int minute = 300; minute < 325; minute++) {
      tail(walk, TOKENS, minute, random, 40);
    }
    assertThat(walk.hits).isNotEmpty();
    assertThat(walk.hits.getFirst().effectText())
        .contains("the heaviest 1 % of runs make", "of all tokens");
    assertThat(walk.bytesUnder("ws")).isLessThan(2_500);
  }

  @Test
  void theTailOfCostAndOfBusyTimeIsToldLikewise() {
    Map<String, String> words =
        Map.of("cost.run", "of all that runs cost", "run.duration", "of all time that runs took");
    words.forEach((signal, said) -> {
      ConditionWalk walk = new ConditionWalk(new TailGrowth());
      Random random = new Random(4);
      for (int minute = 0; minute < 325; minute++) {
        tail(walk, signal, minute, random, minute < 300 ? 4 : 40);
      }
      assertThat(walk.hits).isNotEmpty();
      assertThat(walk.hits.getFirst().effectText()).contains(said);
    });
  }

  @Test
  void tailsThatGrowTogetherAreToldTogether() {
    ConditionWalk walk = new ConditionWalk(new TailGrowth());
    Random random = new Random(4);
    for (int minute = 0; minute < 325; minute++) {
      walk.add(
              partial(TOKENS, minute, tail(random, minute < 300 ? 4 : 60)),
              partial("cost.run", minute, tail(random, minute < 300 ? 4 : 40)))
          .to(SHOP, START + (minute + 1) * MINUTE);
    }
    assertThat(walk.hits.getLast().effectText())
        .contains("of all tokens", "; and ", "of all that runs cost");
    assertThat(walk.hits.stream().map(RuleHit::atMillis)).doesNotHaveDuplicates();
  }

  @Test
  void aTailThatWasAlwaysWildIsNotTold() {
    ConditionWalk walk = new ConditionWalk(new TailGrowth());
    Random random = new Random(8);
    for (int minute = 0; minute < 1_000; minute++) {
      double[] loads = new double[100];
      for (int run = 0; run < loads.length; run++) {
        loads[run] = 100 * Math.pow(1 - random.nextDouble(), -1 / 1.5);
      }
      loads(walk, TOKENS, minute, loads);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void bytesOfTheFirstVersionAreReadForEver() {
    TailBook book = TailBook.decode(HexFormat.of().parseHex(TAIL_V1));
    assertThat(book.newest()).isEqualTo(0.25);
    assertThat(HexFormat.of().formatHex(book.encode())).isEqualTo(TAIL_V1);
  }

  /** Thirty hours of light runs, 600 an hour. */
  private static ConditionWalk day(ConditionWalk walk, double tokens) {
    for (int minute = 0; minute < 30 * 60; minute++) {
      runs(walk, START + minute * MINUTE, 10, tokens);
    }
    return walk;
  }

  private static void runs(ConditionWalk walk, long minute, long runs, double tokensEach) {
    walk.add(
            numbers(SHOP, "run.count", minute, runs, (double) runs),
            numbers(SHOP, "tokens.rate", minute, runs, runs * tokensEach))
        .to(SHOP, minute + MINUTE);
  }

  private static void tail(
      ConditionWalk walk, String signal, int minute, Random random, double factor) {
    loads(walk, signal, minute, tail(random, factor));
  }

  private static double[] tail(Random random, double factor) {
    double[] loads = new double[100];
    for (int run = 0; run < loads.length; run++) {
      loads[run] = 100 * Math.exp(0.5 * random.nextGaussian()) * (run == 0 ? factor : 1);
    }
    return loads;
  }

  private static void loads(ConditionWalk walk, String signal, int minute, double... loads) {
    walk.add(partial(signal, minute, loads)).to(SHOP, START + (minute + 1) * MINUTE);
  }

  private static WindowPartial partial(String signal, int minute, double... loads) {
    Map<Integer, Long> buckets = new TreeMap<>();
    double sum = 0;
    for (double load : loads) {
      buckets.merge(Buckets.indexOf(load), 1L, Long::sum);
      sum += load;
    }
    long start = START + minute * MINUTE;
    return new WindowPartial(
        SHOP, signal, start, 60, loads.length, sum, buckets, Map.of(), List.of());
  }

  private static WindowPartial hour(WindowPartial minute) {
    return new WindowPartial(
        minute.slice(),
        minute.signal(),
        minute.windowStartMillis(),
        3_600,
        minute.count(),
        minute.sum(),
        Map.of(),
        minute.categories(),
        List.of());
  }
}
