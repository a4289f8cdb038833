package dev.leeway.signals.drift.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.drift.canary.RouteMix.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CanaryTest {
  private static final CanarySettings SETTINGS = CanarySettings.defaults();
  private static final Measure BAD = Measure.of(signal("run.outcome"));
  private static final Measure DURATION = Measure.of(signal("run.duration"));

  @Test
  void alikeVersionsArePromotedOnceTheMarginIsExcludedSeed31() {
    CanaryVerdict verdict = verdict(both(31, 700, 0.02, 0.02, 0));
    assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
    assertThat(verdict.signals())
        .extracting(SignalVerdict::state)
        .containsOnly(SignalState.WITHIN_MARGIN);
    assertThat(verdict.candidateRunsNeeded()).isNull();
    assertThat(verdict.sideBySideMillis()).isEqualTo(Duration.ofMinutes(700).toMillis());
  }

  @Test
  void aDoubledErrorRateIsRolledBackAndNamedFirstSeed32() {
    CanaryVerdict verdict = verdict(both(32, 300, 0.05, 0.12, 0));
    assertThat(verdict.decision()).isEqualTo(Decision.ROLLBACK);
    assertThat(verdict.reasons()).hasSize(1);
    assertThat(verdict.reasons().getFirst())
        .startsWith("Outcome not OK: worse, 5.")
        .contains(" points (", "; n = 2,700, m = 900");
    SignalVerdict worst = verdict.signals().getFirst();
    assertThat(worst.measure()).isEqualTo(BAD);
    assertThat(worst.low()).isPositive();
    assertThat(worst.logE()).isGreaterThanOrEqualTo(worst.logLimit());
    assertThat(worst.neededToRollBack()).isBetween(100L, 1_200L);
  }

  @Test
  void slowerByAHalfIsRolledBackSeed33() {
    CanaryVerdict verdict = verdict(both(33, 200, 0.02, 0.02, Math.log(1.5)));
    assertThat(verdict.decision()).isEqualTo(Decision.ROLLBACK);
    assertThat(verdict.reasons().getFirst()).startsWith("Run duration: worse, ×1.");
  }

  @Test
  void withoutHarmAndWithoutCertaintyItGoesOnSeed34() {
    CanaryVerdict verdict = verdict(both(34, 90, 0.02, 0.02, 0));
    assertThat(verdict.decision()).isEqualTo(Decision.HOLD);
    assertThat(verdict.candidateRunsNeeded()).isGreaterThan(verdict.candidateRuns());
    assertThat(verdict.reasons().getFirst()).contains("of the candidate are needed to tell");
  }

  @Test
  void tooFewRunsAreCountedSeed35() {
    CanaryVerdict verdict = verdict(both(35, 14, 0.02, 0.02, 0));
    assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(verdict.reasons())
        .containsExactly("not enough data (42 of 200 runs beside each other)");
    assertThat(verdict.signals())
        .extracting(SignalVerdict::words)
        .contains("Outcome not OK: not enough data (42 of 200)");
  }

  @Test
  void aVersionThatAlwaysFailsIsRolledBackBeforeTheLeastNumberOfRuns() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      blocks.add(Draws.block(i, Arm.rate(0, 8), Arm.rate(2, 2)));
    }
    CanaryVerdict verdict = verdict(List.of(compared(BAD, blocks)));
    assertThat(verdict.decision()).isEqualTo(Decision.ROLLBACK);
    assertThat(verdict.candidateRuns()).isEqualTo(20);
  }

  @Test
  void versionsOneAfterTheOtherCannotBeJudged() {
    Compared apart = new Compared(BAD, new SideBySide(List.of(), 900, 700));
    CanaryVerdict verdict = verdict(List.of(apart));
    assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(verdict.reasons())
        .containsExactly(
            "the versions did not run beside each other: 900 and 700 runs, never within 15"
                + " minutes");
    assertThat(verdict.candidateRunsNeeded()).isNull();
  }

  @Test
  void aCandidateThatWasNotSeenCannotBeJudged() {
    CanaryVerdict verdict = verdict(List.of(new Compared(BAD, new SideBySide(List.of(), 900, 0))));
    assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(verdict.reasons().getFirst())
        .startsWith("the candidate has no runs beside the baseline's 900");
    assertThat(verdict(List.of()).reasons())
        .containsExactly("neither version has runs in this time");
  }

  @Test
  void aSpentBudgetEndsTheQuestionSeed36() {
    CanarySettings short_ =
        new CanarySettings(0.05, 200, 0.02, 0.10, Map.of(), Duration.ofMinutes(60), 0);
    CanaryVerdict verdict =
        new Canary(short_).verdict(both(36, 90, 0.02, 0.02, 0), RouteMix.UNKNOWN);
    assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(verdict.reasons().getFirst())
        .isEqualTo("the budget is spent: 90 minutes, 270 runs of the candidate");
  }

  @Test
  void aSignalThatTheCandidateDropsForbidsAPromotionSeed37() {
    List<Compared> compared = new ArrayList<>(both(37, 700, 0.02, 0.02, 0));
    compared.add(new Compared(Measure.of(signal("cost.run")), new SideBySide(List.of(), 5_000, 0)));
    CanaryVerdict verdict = verdict(compared);
    assertThat(verdict.decision()).isEqualTo(Decision.HOLD);
    assertThat(verdict.reasons()).containsExactly("Cost per run: the candidate says nothing of it");
  }

  @Test
  void aSignalThatNeitherSaysIsNotWatchedSeed38() {
    List<Compared> compared = new ArrayList<>(both(38, 700, 0.02, 0.02, 0));
    compared.add(new Compared(Measure.of(signal("cost.run")), new SideBySide(List.of(), 0, 0)));
    assertThat(verdict(compared).decision()).isEqualTo(Decision.PROMOTE);
  }

  @Test
  void otherRoutesForbidAPromotionAndWarnSeed39() {
    RouteMix mix =
        new RouteMix(
            List.of(new Route("/chat", 900, 9, 100, 1), new Route("/order", 100, 20, 900, 180)));
    CanaryVerdict verdict = new Canary(SETTINGS).verdict(both(39, 1_200, 0.02, 0.02, 0), mix);
    assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(verdict.reasons().getFirst()).contains("the two versions saw different routes");
    assertThat(verdict.warnings()).hasSize(3);
  }

  /** Eight signals at once, looked at six times each, nothing changed. */
  @Test
  void alikeVersionsAreRolledBackWithAChanceOfAtMostAlphaSeed41() {
    SplittableRandom random = new SplittableRandom(41);
    int rolledBack = 0;
    for (int draw = 0; draw < 80; draw++) {
      List<List<Block>> signals = new ArrayList<>();
      for (int signal = 0; signal < 4; signal++) {
        signals.add(Draws.rates(random.split(), 150, 9, 3, i -> 0.04, rate -> rate));
        signals.add(Draws.logNormal(random.split(), 150, 9, 3, 0.8, i -> 7, 0));
      }
      boolean ever = false;
      for (int end = 25; end <= 150 && !ever; end += 25) {
        List<Compared> compared = new ArrayList<>();
        for (int signal = 0; signal < signals.size(); signal++) {
          compared.add(
              compared(signal % 2 == 0 ? BAD : DURATION, signals.get(signal).subList(0, end)));
        }
        ever = verdict(compared).decision() == Decision.ROLLBACK;
      }
      rolledBack += ever ? 1 : 0;
    }
    assertThat(rolledBack / 80.0).isLessThanOrEqualTo(0.05);
  }

  @Test
  void aVersionWorseByTheMarginIsPromotedWithAChanceOfAtMostAlphaSeed42() {
    SplittableRandom random = new SplittableRandom(42);
    int promoted = 0;
    for (int draw = 0; draw < 100; draw++) {
      List<Block> rates = Draws.rates(random.split(), 300, 9, 3, i -> 0.03, rate -> rate);
      List<Block> durations =
          Draws.logNormal(random.split(), 300, 9, 3, 0.6, i -> 7, Math.log(1.1));
      boolean ever = false;
      for (int end = 75; end <= 300 && !ever; end += 75) {
        ever =
            verdict(
                        List.of(
                            compared(BAD, rates.subList(0, end)),
                            compared(DURATION, durations.subList(0, end))))
                    .decision()
                == Decision.PROMOTE;
      }
      promoted += ever ? 1 : 0;
    }
    assertThat(promoted / 100.0).isLessThanOrEqualTo(0.05);
  }

  @Test
  void settingsSayWhatTheyExpect() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CanarySettings(0, 200, 0.02, 0.1, Map.of(), Duration.ofDays(1), 0))
        .withMessage("alpha: expected above 0, at most 0.5, came 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new CanarySettings(
                0.05, 200, 0.02, 0.1, Map.of("cost.run", Double.NaN), Duration.ofDays(1), 0))
        .withMessage("margin of cost.run: expected above 0, at most 10, came NaN");
    assertThat(SETTINGS.marginOf(BAD)).isEqualTo(0.02);
    assertThat(SETTINGS.marginOf(DURATION)).isEqualTo(0.10);
  }

  private static List<Compared> both(
      long seed, int minutes, double rate, double candidateRate, double logRatio) {
    SplittableRandom random = new SplittableRandom(seed);
    return List.of(
        compared(BAD, Draws.rates(random, minutes, 9, 3, i -> rate, r -> candidateRate)),
        compared(DURATION, Draws.logNormal(random, minutes, 9, 3, 0.6, i -> 7, logRatio)));
  }

  private static Compared compared(Measure measure, List<Block> blocks) {
    return new Compared(measure, new SideBySide(blocks, 0, 0));
  }

  private static CanaryVerdict verdict(List<Compared> compared) {
    return new Canary(SETTINGS).verdict(compared, RouteMix.UNKNOWN);
  }

  private static Signal signal(String name) {
    return SignalCatalogue.standard().find(name).orElseThrow();
  }
}
