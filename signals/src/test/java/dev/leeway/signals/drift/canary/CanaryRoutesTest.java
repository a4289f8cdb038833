package dev.leeway.signals.drift.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.drift.canary.RouteMix.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Versions that see different routes: of ten runs in a minute the baseline has eight on the easy
 * route and two on the hard one, the candidate two and eight.
 */
final class CanaryRoutesTest {
  private static final String EASY = "/chat";
  private static final String HARD = "/order";
  private static final double EASY_RATE = 0.02;
  private static final double HARD_RATE = 0.2;
  private static final Measure BAD = measure("run.outcome");
  private static final Measure DURATION = measure("run.duration");
  private static final RouteMix MIX =
      new RouteMix(List.of(new Route(EASY, 800, 16, 200, 4), new Route(HARD, 200, 40, 800, 160)));

  @Test
  void moreOfTheHardRouteIsNoHarmSeed51() {
    List<Compared> compared = compared(51, 900, EASY_RATE, HARD_RATE, 0, 0);
    assertThat(new Canary(CanarySettings.defaults()).verdict(mixed(compared), RouteMix.UNKNOWN))
        .as("routes not told apart")
        .extracting(CanaryVerdict::decision)
        .isEqualTo(Decision.ROLLBACK);

    CanaryVerdict verdict = verdict(compared);
    assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
    assertThat(verdict.warnings().getFirst()).startsWith("the two versions saw different routes");
    for (SignalVerdict signal : verdict.signals()) {
      double alike = signal.measure().equals(BAD) ? 0 : 1;
      assertThat(signal.effect()).isCloseTo(alike, within(0.05));
    }
    SignalVerdict bad =
        verdict.signals().stream().filter(s -> s.measure().equals(BAD)).findFirst().orElseThrow();
    assertThat(bad.candidate() - bad.baseline()).isCloseTo(bad.effect(), within(1e-9));
  }

  @Test
  void alikeOnEachRouteItIsRolledBackWithAChanceOfAtMostAlphaSeed52() {
    SplittableRandom random = new SplittableRandom(52);
    int rolledBack = 0;
    for (int draw = 0; draw < 60; draw++) {
      List<Compared> compared = compared(random.nextLong(), 120, EASY_RATE, HARD_RATE, 0, 0);
      boolean ever = false;
      for (int minutes = 30; minutes <= 120 && !ever; minutes += 30) {
        ever = verdict(first(compared, minutes)).decision() == Decision.ROLLBACK;
      }
      rolledBack += ever ? 1 : 0;
    }
    assertThat(rolledBack / 60.0).isLessThanOrEqualTo(0.05);
  }

  @Test
  void aWorseningOnOneRouteIsFoundAndNamedSeed53() {
    CanaryVerdict rate = verdict(compared(53, 300, EASY_RATE, 0.32, 0, 0));
    assertThat(rate.decision()).isEqualTo(Decision.ROLLBACK);
    assertThat(rate.reasons())
        .singleElement()
        .satisfies(words ->
            assertThat(words).startsWith("Outcome not OK: worse, ").contains("; on /order 2"));

    CanaryVerdict slower = verdict(compared(54, 200, EASY_RATE, HARD_RATE, 0, Math.log(1.4)));
    assertThat(slower.decision()).isEqualTo(Decision.ROLLBACK);
    assertThat(slower.reasons())
        .singleElement()
        .satisfies(words ->
            assertThat(words).startsWith("Run duration: worse, ").contains("; on /order ×1."));
  }

  @Test
  void aWorseningThatAnotherRouteMakesGoodIsFoundAllTheSameSeed55() {
    CanaryVerdict verdict = verdict(compared(55, 400, 0.12, 0.1, 0, 0));
    assertThat(verdict.decision()).isEqualTo(Decision.ROLLBACK);
    SignalVerdict bad = verdict.signals().getFirst();
    assertThat(bad.effect()).as("over both routes").isCloseTo(0, within(0.02));
    assertThat(bad.words()).contains("; on /chat 2", " → 1");
  }

  @Test
  void whatIsNotKnownByRouteIsNotHeldAgainstTheCandidateSeed56() {
    List<Compared> compared = new ArrayList<>(compared(56, 900, EASY_RATE, HARD_RATE, 0, 0));
    Compared duration = compared.removeLast();
    compared.addAll(mixed(List.of(duration)));
    CanaryVerdict verdict = verdict(compared);
    assertThat(verdict.decision()).isEqualTo(Decision.HOLD);
    assertThat(verdict.warnings().getLast())
        .isEqualTo("not known by route, and so not held against the candidate: Run duration");
  }

  private static CanaryVerdict verdict(List<Compared> compared) {
    return new Canary(CanarySettings.defaults()).verdict(compared, MIX);
  }

  /** Both measures, where the candidate has other rates and is slower than the baseline. */
  private static List<Compared> compared(
      long seed, int minutes, double easyRate, double hardRate, double easySlower, double slower) {
    SplittableRandom random = new SplittableRandom(seed);
    SideBySide bad =
        SideBySide.ofRoutes(
            Map.of(
                EASY,
                of(Draws.rates(random.split(), minutes, 8, 2, i -> EASY_RATE, r -> easyRate)),
                HARD,
                of(Draws.rates(random.split(), minutes, 2, 8, i -> HARD_RATE, r -> hardRate))));
    SideBySide durations =
        SideBySide.ofRoutes(
            Map.of(
                EASY,
                of(Draws.logNormal(random.split(), minutes, 8, 2, 0.6, i -> 7, easySlower)),
                HARD,
                of(Draws.logNormal(random.split(), minutes, 2, 8, 0.6, i -> 9, slower))));
    return List.of(new Compared(BAD, bad, true), new Compared(DURATION, durations, true));
  }

  /** The same runs, minute by minute, as windows have them that know no routes. */
  private static List<Compared> mixed(List<Compared> compared) {
    List<Compared> mixed = new ArrayList<>();
    for (Compared one : compared) {
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i < one.values().blocks().size(); i += 2) {
        Block easy = one.values().blocks().get(i);
        Block hard = one.values().blocks().get(i + 1);
        blocks.add(
            new Block(
                easy.fromMillis(),
                easy.toMillis(),
                easy.baseline().plus(hard.baseline()),
                easy.candidate().plus(hard.candidate())));
      }
      mixed.add(new Compared(one.measure(), of(blocks)));
    }
    return mixed;
  }

  private static List<Compared> first(List<Compared> compared, int minutes) {
    return compared.stream()
        .map(one ->
            new Compared(one.measure(), of(one.values().blocks().subList(0, 2 * minutes)), true))
        .toList();
  }

  private static SideBySide of(List<Block> blocks) {
    return new SideBySide(blocks, 0, 0);
  }

  private static Measure measure(String signal) {
    return Measure.of(SignalCatalogue.standard().find(signal).orElseThrow());
  }
}
