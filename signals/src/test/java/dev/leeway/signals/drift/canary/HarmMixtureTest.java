package dev.leeway.signals.drift.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.catalogue.SignalCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HarmMixtureTest {
  private static final Measure BAD =
      Measure.of(SignalCatalogue.standard().find("run.outcome").orElseThrow());

  @Test
  void anotherRouteChangesNoWeightOfThoseThatWereThere() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Draws.block(0, Arm.rate(0, 4), Arm.rate(0, 4)).on("/z"));
    blocks.add(Draws.block(1, Arm.rate(0, 4), Arm.rate(0, 4)).on("/m"));
    blocks.add(Draws.block(1, Arm.rate(0, 4), Arm.rate(0, 4)).on("/k"));
    Map<String, Double> before = weights(blocks);
    assertThat(before)
        .containsExactly(
            Map.entry("/z", 1 / 4.0), Map.entry("/k", 1 / 12.0), Map.entry("/m", 1 / 24.0));

    blocks.add(Draws.block(2, Arm.rate(0, 4), Arm.rate(0, 4)).on("/a"));
    assertThat(weights(blocks)).containsAllEntriesOf(before).containsEntry("/a", 1 / 40.0);
  }

  @Test
  void weightsComeToOneAndWhatNoRouteHasYetCountsAsOne() {
    HarmMixture nothingSaid =
        new HarmMixture(0.5, 0, List.of(route(1, 0), route(2, 0), route(3, 0)));
    assertThat(nothingSaid.logE()).isCloseTo(0, within(1e-12));
    HarmMixture oneRoute = new HarmMixture(0.5, Math.log(8), List.of(route(1, Math.log(4))));
    assertThat(oneRoute.logE()).isCloseTo(Math.log(8 / 2.0 + 4 / 4.0 + 1 / 4.0), within(1e-12));
    assertThat(new HarmMixture(1, Math.log(8), List.of()).logE()).isEqualTo(Math.log(8));
    assertThat(new HarmMixture(0.5, Double.NEGATIVE_INFINITY, List.of()).logE())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void oneRouteAloneBringsAllToTheLimitAtTheLimitLessTheLogOfItsWeight() {
    RouteEvidence second = route(2, 0);
    double alone = second.logLimit(3);
    assertThat(alone).isCloseTo(3 + Math.log(12), within(1e-12));
    HarmMixture mixture =
        new HarmMixture(0.5, Double.NEGATIVE_INFINITY, List.of(route(1, -50), route(2, alone)));
    assertThat(mixture.logE()).isBetween(3.0, 3.01);
    assertThat(mixture.logLimitOfAll(3)).isCloseTo(3 + Math.log(2), within(1e-12));
  }

  /** Twelve routes, one more every ten minutes, and a look every ten. */
  @Test
  void alikeVersionsWhoseRoutesAppearLateAreRolledBackWithAChanceOfAtMostAlphaSeed57() {
    double alpha = 0.2;
    Canary canary =
        new Canary(new CanarySettings(alpha, 200, 0.02, 0.1, Map.of(), Duration.ofDays(1), 0));
    SplittableRandom random = new SplittableRandom(57);
    int draws = 150;
    int rolledBack = 0;
    for (int draw = 0; draw < draws; draw++) {
      List<Block> blocks = new ArrayList<>();
      for (int minute = 0; minute < 120; minute++) {
        for (int route = 0; route <= minute / 10; route++) {
          double rate = 0.05 + 0.05 * route;
          blocks.add(
              Draws.block(
                      minute,
                      Arm.rate(Draws.binomial(random, 3, rate), 3),
                      Arm.rate(Draws.binomial(random, 3, rate), 3))
                  .on("/" + (char) ('z' - route)));
        }
      }
      rolledBack += everRolledBack(canary, blocks) ? 1 : 0;
    }
    assertThat(rolledBack / (double) draws).isBetween(0.001, alpha);
  }

  /** Of 2 + 4 % and 20 + 10 %, each route as heavy as the other: 11 % and 17 %. */
  @Test
  void howManyRunsProveHarmIsToldFromLevelsWeightedAsTheEffectIs() {
    List<Block> blocks = new ArrayList<>();
    for (int minute = 0; minute < 20; minute++) {
      blocks.add(Draws.block(minute, Arm.rate(2, 100), Arm.rate(1, 25)).on("/easy"));
      blocks.add(Draws.block(minute, Arm.rate(5, 25), Arm.rate(30, 100)).on("/hard"));
    }
    SideBySide values = new SideBySide(blocks, 0, 0);
    CanarySettings settings = CanarySettings.defaults();
    double logLimit = Math.log(1 / settings.alpha());
    SignalVerdict verdict =
        new SignalJudge(new Compared(BAD, values, true), settings, false).verdict(logLimit);
    assertThat(verdict.baseline()).isCloseTo(0.11, within(1e-12));
    assertThat(verdict.candidate()).isCloseTo(0.17, within(1e-12));
    double growth =
        (0.11 * Math.log(0.11 / 0.14)
                + 0.89 * Math.log(0.89 / 0.86)
                + 0.17 * Math.log(0.17 / 0.14)
                + 0.83 * Math.log(0.83 / 0.86))
            / 2;
    double nats = logLimit + Math.log(2) + 2;
    assertThat(verdict.neededToRollBack()).isEqualTo((long) Math.ceil(nats / growth / 2));
  }

  private static boolean everRolledBack(Canary canary, List<Block> blocks) {
    for (int minutes = 10; minutes <= 120; minutes += 10) {
      long until = minutes * 60_000L;
      List<Block> seen = blocks.stream().filter(block -> block.toMillis() <= until).toList();
      Compared compared = new Compared(BAD, new SideBySide(seen, 0, 0), true);
      if (canary.verdict(List.of(compared), RouteMix.UNKNOWN).decision() == Decision.ROLLBACK) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Double> weights(List<Block> blocks) {
    Map<String, Double> weights = new LinkedHashMap<>();
    RouteEvidence.of(
            new Compared(BAD, new SideBySide(blocks, 0, 0), true), CanarySettings.defaults())
        .forEach(route -> weights.put(route.route(), route.weight()));
    return weights;
  }

  private static RouteEvidence route(int k, double logHarm) {
    SideBySide none = new SideBySide(List.of(), 0, 0);
    Comparison comparison = SafeRates.of(List.of());
    return new RouteEvidence("/" + k, HarmMixture.weightOf(k), none, comparison, logHarm);
  }
}
