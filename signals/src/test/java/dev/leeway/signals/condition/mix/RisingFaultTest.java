package dev.leeway.signals.condition.mix;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.condition.fault.Fault;
import dev.leeway.signals.condition.fault.FaultSettings;
import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RisingFaultTest {
  private static final String SIGNAL = "grounding.contradiction";

  @Test
  void contradictionsWhereThereWereNoneAreToldAfterThreeMinutes() {
    ConditionWalk walk = walk();
    minutes(walk, 0, 60, 20, 0);
    minutes(walk, 60, 62, 10, 4);
    assertThat(walk.hits).isEmpty();
    minutes(walk, 62, 63, 10, 4);
    assertThat(walk.hits).hasSize(1);
    RuleHit hit = walk.hits.getFirst();
    assertThat(hit.detector()).isEqualTo("rule.grounding");
    assertThat(hit.signal()).isEqualTo(SIGNAL);
    assertThat(hit.severity()).isEqualTo(Severity.WARNING);
    assertThat(hit.effectText())
        .isEqualTo(
            "12 of 30 runs gave another value than the tool or document that names the same thing"
                + " (40 %) since 01:00 UTC; before, 100 % of 1,060 did not; the pages of the"
                + " examples say which");
    assertThat(hit.evidence()).containsEntry("n", 30.0);
  }

  /** 1 of 20 as ever, then 3 of 20, of very many runs. */
  @Test
  void aFaultThatIsUsualIsToldWhereItIsClearlyMoreAndNotWhereItIsALittleMore() {
    ConditionWalk little = walk();
    minutes(little, 0, 60, 200, 10);
    minutes(little, 60, 120, 200, 18);
    assertThat(little.hits).isEmpty();

    ConditionWalk clearly = walk();
    minutes(clearly, 0, 60, 200, 10);
    minutes(clearly, 60, 70, 200, 30);
    assertThat(clearly.hits).isNotEmpty();
  }

  /** At 2 of 20 a minute, many ten minutes alone are not enough to be sure of. */
  @Test
  void whatGoesOnIsToldInEachHourOfADayAndThenIsUsual() {
    ConditionWalk walk = walk();
    SplittableRandom random = new SplittableRandom(7);
    long day = 24 * 60;
    randomMinutes(walk, random, 0, 180, 0);
    for (long hour = 180; hour < 180 + day; hour += 60) {
      int before = walk.hits.size();
      randomMinutes(walk, random, hour, hour + 60, 0.08);
      assertThat(walk.hits.size()).as("minute %s", hour).isGreaterThan(before);
    }
    int told = walk.hits.size();
    randomMinutes(walk, random, 180 + day + 60, 180 + day + 300, 0.08);
    assertThat(walk.hits.size() - told).isLessThan(60);
    int accepted = walk.hits.size();
    randomMinutes(walk, random, 180 + day + 300, 180 + 2 * day, 0.08);
    assertThat(walk.hits).hasSize(accepted);
  }

  @Test
  void routesBeyondTheBoundAreCountedAndLeaveRoomForOthers() {
    ConditionWalk walk = walk();
    for (long minute = 0; minute < 3; minute++) {
      for (int route = 0; route < NewInMix.SLICES_MAX + 50; route++) {
        walk.add(
            categories(SHOP.with("operation", "/r/" + route), SIGNAL, minute * MINUTE, "NONE", 1));
      }
      walk.add(categories(SHOP, SIGNAL, minute * MINUTE, "NONE", 350));
      walk.to(SHOP, (minute + 1) * MINUTE);
    }
    assertThat(walk.keys()).hasSizeBetween(NewInMix.SLICES_MAX, NewInMix.SLICES_MAX + 5);
    assertThat(walk.counts).containsEntry(MonitorCount.OVERFLOW_STATES, 3 * 50L);
  }

  @Test
  void itIsOverWhenItIsNoMoreThanUsualAndTheNextIsToldAnew() {
    ConditionWalk walk = walk();
    minutes(walk, 0, 60, 20, 1);
    minutes(walk, 60, 65, 20, 12);
    long told = walk.hits.size();
    minutes(walk, 65, 65 + 26 * 60, 20, 1);
    assertThat(walk.hits).hasSizeLessThan((int) told + 3);
    int before = walk.hits.size();
    minutes(walk, 65 + 26 * 60, 70 + 26 * 60, 20, 12);
    assertThat(walk.hits.size()).isGreaterThan(before);
  }

  @Test
  void whatTheOwnerDoesNotWantToHearIsNotTold() {
    ConditionWalk walk =
        new ConditionWalk(
            new NewInMix(MixRule.ofFault(Fault.CONTRADICTION, slice -> !slice.equals(SHOP))));
    minutes(walk, 0, 60, 20, 0);
    minutes(walk, 60, 70, 10, 8);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void byDefaultUngroundedArgumentsAreNotToldForHalfOfThemHeal() {
    Map<Fault, ?> rising = FaultSettings.defaults().rising();
    assertThat(rising)
        .containsOnlyKeys(
            Fault.CONTRADICTION, Fault.UNSUPPORTED, Fault.CONFIDENT_EMPTY, Fault.ARGUMENTS_INVALID);
    assertThat(FaultSettings.defaults().first()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aShareThatStaysIsQuietForAWeek(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ConditionWalk walk = walk();
    double share = 0.02 * (seed + 1);
    for (int at = 0; at < 7 * 24 * 12; at++) {
      int faulty = 0;
      for (int run = 0; run < 40; run++) {
        faulty += random.nextDouble() < share ? 1 : 0;
      }
      minutes(walk, at * 5L, at * 5L + 1, 40, faulty);
    }
    assertThat(walk.hits).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 5);
  }

  private static ConditionWalk walk() {
    return new ConditionWalk(
        StandardMixes.of(FaultSettings.defaults().rising()).stream()
            .filter(condition -> condition.name().equals("mix." + SIGNAL))
            .toArray(Condition[]::new));
  }

  /** So many runs a minute, of which some have it. */
  private static void minutes(ConditionWalk walk, long from, long to, int runs, int faulty) {
    for (long at = from; at < to; at++) {
      walk.add(categories(SHOP, SIGNAL, at * MINUTE, "NONE", runs - faulty, "SOME", faulty))
          .to(SHOP, (at + 1) * MINUTE);
    }
  }

  private static void randomMinutes(
      ConditionWalk walk, SplittableRandom random, long from, long to, double share) {
    for (long minute = from; minute < to; minute++) {
      int faulty = 0;
      for (int run = 0; run < 20; run++) {
        faulty += random.nextDouble() < share ? 1 : 0;
      }
      minutes(walk, minute, minute + 1, 20, faulty);
    }
  }
}
