package dev.leeway.signals.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.rules.DetectionRules;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.SliceMatcher;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BacktestTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final Slice SHOP = Slice.ofAgent("acme", "production", "shop");
  private static final long STATE_MAX = 64L << 20;

  /** Learns from few runs, so that a test takes half a second. */
  private static final RuleBook RULES =
      RuleBook.defaults()
          .with(
              DetectionRules.SECTION,
              new DetectionRules(1, Map.of(), 400, Duration.ofMinutes(5), List.of()));

  @Test
  void aShareOfFailuresThatGrowsTenfoldWouldHaveBeenFoundOnceAndClosedWhenItWasOver() {
    Backtest backtest = new Backtest("acme", RULES, List.of(), STATE_MAX);
    play(backtest, 0.02, 0, 24);
    play(backtest, 0.2, 24, 27);
    play(backtest, 0.02, 27, 34);
    backtest.end(34 * HOUR);

    assertThat(backtest.findings().stream().filter(BacktestReport::isDrift))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.signal()).isEqualTo("run.outcome");
          assertThat(finding.state()).isEqualTo(FindingState.CLOSED);
          assertThat(finding.history()).as("it would have paged").isFalse();
          assertThat(finding.openedAtMillis()).isBetween(24 * HOUR, 25 * HOUR);
          assertThat(finding.closedAtMillis()).isBetween(27 * HOUR, 34 * HOUR);
        });
  }

  @Test
  void hoursFromBeforeSpareTheTimeOfLearning() {
    Backtest cold = new Backtest("acme", RULES, List.of(), STATE_MAX);
    Backtest warm = new Backtest("acme", RULES, List.of(), STATE_MAX);
    for (int hour = 0; hour < 24; hour++) {
      warm.hour(outcomes(hour * HOUR, 3_600, 118, 2));
    }
    for (Backtest backtest : List.of(cold, warm)) {
      play(backtest, 0.2, 24, 26);
      backtest.end(26 * HOUR);
    }

    assertThat(drift(warm.findings())).hasSize(1);
    assertThat(drift(cold.findings())).as("it takes the failures for normal").isEmpty();
  }

  @Test
  void whatSaysNothingMoreIsOverAfterItsTime() {
    Backtest backtest = new Backtest("acme", RULES, List.of(), STATE_MAX);
    play(backtest, 0.02, 0, 24);
    play(backtest, 0.3, 24, 25);
    backtest.end(48 * HOUR);

    assertThat(drift(backtest.findings()))
        .singleElement()
        .satisfies(finding -> assertThat(finding.effectText()).startsWith("no data for 60 min"));
  }

  @Test
  void aPinIsWhatIsNormalFromTheTimeOnAtWhichItWasSaidUntilItIsTakenBack() {
    Backtest plain = new Backtest("acme", RULES, List.of(), STATE_MAX);
    Backtest pinned = new Backtest("acme", RULES, List.of(), STATE_MAX);
    Backtest back = new Backtest("acme", RULES, List.of(), STATE_MAX);
    BaselineOrder unpin = BaselineOrder.unpin(SHOP, "run.outcome", 23 * HOUR, "ada");
    pinned.told(new Controls(List.of(), List.of(pin(22 * HOUR))));
    back.told(new Controls(List.of(), List.of(unpin, pin(22 * HOUR))));
    for (Backtest backtest : List.of(plain, pinned, back)) {
      play(backtest, 0.02, 0, 24);
      play(backtest, 0.1, 24, 27);
      backtest.end(27 * HOUR);
    }

    assertThat(drift(plain.findings())).hasSize(1);
    assertThat(drift(pinned.findings()))
        .as("a tenth is normal by the pin, and fewer are not")
        .extracting(Finding::effectText)
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("back at its baseline: "));
    assertThat(drift(back.findings())).hasSize(2);
    assertThat(drift(back.findings()))
        .extracting(Finding::effectText)
        .contains("the pinned baseline was taken back");
  }

  @Test
  void aPinFromBeforeWaitsForTheFirstWindowOfItsSeries() {
    Backtest backtest = new Backtest("acme", RULES, List.of(), STATE_MAX);
    backtest.told(new Controls(List.of(), List.of(pin(HOUR))));
    play(backtest, 0.02, 24, 48);
    play(backtest, 0.1, 48, 51);
    backtest.end(51 * HOUR);

    assertThat(drift(backtest.findings()))
        .as("a tenth is normal by the pin, and fewer are not")
        .extracting(Finding::effectText)
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("back at its baseline: "));
  }

  /** A tenth of the runs fails. */
  private static BaselineOrder pin(long atMillis) {
    return BaselineOrder.pin(SHOP, "run.outcome", atMillis, 0, HOUR, Map.of(0, 200L), 1_800, "ada");
  }

  /** What no run names, such as a prompt, is known by its marker alone. */
  @Test
  void aMarkerEndsTheBaselineUntilItsVersionHasOneOfItsOwn() {
    Backtest plain = new Backtest("acme", RULES, List.of(), STATE_MAX);
    Backtest marked = new Backtest("acme", RULES, List.of(), STATE_MAX);
    marked.told(
        new Controls(
            List.of(
                DeploymentMarker.of(
                    "acme",
                    90 * HOUR,
                    "production",
                    "shop",
                    "prompt-7",
                    24 * HOUR,
                    "",
                    "",
                    "",
                    "")),
            List.of()));
    for (Backtest backtest : List.of(plain, marked)) {
      play(backtest, 0.02, 0, 24);
      play(backtest, 0.1, 24, 26);
      backtest.end(26 * HOUR);
    }

    assertThat(drift(plain.findings()))
        .singleElement()
        .satisfies(found -> assertThat(found.effectText()).doesNotContain("deploy"));
    assertThat(drift(marked.findings()))
        .singleElement()
        .satisfies(found -> assertThat(found.effectText()).contains(" since deploy prompt-7 at "));
  }

  @Test
  void theWeeksBeforeTellWhichNumberOfRunsIsStrange() {
    Backtest without = new Backtest("acme", RULES, List.of(), STATE_MAX);
    Backtest with = new Backtest("acme", RULES, List.of(), STATE_MAX);
    int begin = 13 * 168;
    for (Backtest backtest : List.of(without, with)) {
      for (int hour = begin - 8 * 24; hour < begin; hour++) {
        backtest.hour(rhythm(hour, 3_600, 1));
      }
    }
    for (int hour = 0; hour < begin; hour++) {
      with.season(rhythm(hour, 3_600, 1));
    }
    with.seasonsRead();
    for (Backtest backtest : List.of(without, with)) {
      for (int hour = begin; hour < begin + 12; hour++) {
        for (int minute = 0; minute < 60; minute += 5) {
          backtest.minute(rhythm(hour + minute / 60.0, 300, 0.3));
        }
      }
      backtest.end((begin + 12) * HOUR);
    }

    assertThat(drift(without.findings())).isEmpty();
    assertThat(drift(with.findings()))
        .extracting(Finding::detector, Finding::signal)
        .containsExactly(tuple("drift.seasonal", "run.count"));
  }

  /** A day's wave, and one run in fifty fails. */
  private static WindowPartial rhythm(double hour, int seconds, double times) {
    double usual = 600 + 400 * Math.sin(2 * Math.PI * Math.floor(hour) / 24);
    double wobble = 0.1 * new SplittableRandom((long) Math.floor(hour)).nextDouble();
    long runs = Math.round(times * usual * (1 + wobble) * seconds / 3_600);
    SplittableRandom random = new SplittableRandom(Math.round(hour * 60));
    long bad = 0;
    for (long run = 0; run < runs; run++) {
      bad += random.nextInt(50) == 0 ? 1 : 0;
    }
    return outcomes(
        Math.round(hour * 60) * MINUTE, seconds == 3_600 ? seconds : 60, runs - bad, bad);
  }

  @Test
  void otherWishesAreTriedInTheSamePassAndMorePatienceFindsNotMore() {
    Backtest backtest = new Backtest("acme", RULES, Backtest.WISHES, STATE_MAX);
    play(backtest, 0.02, 0, 24);
    play(backtest, 0.1, 24, 27);
    backtest.end(27 * HOUR);

    List<Integer> found =
        backtest.findingsByWish().values().stream().map(all -> drift(all).size()).toList();
    assertThat(backtest.findingsByWish().keySet()).containsExactly(0.5, 1.0, 2.0, 5.0);
    assertThat(found).isSorted();
    assertThat(found.getLast()).isEqualTo(1);
  }

  @Test
  void whatIsSwitchedOffFindsNothing() {
    RuleBook off =
        RULES.with(
            DetectionRules.SECTION,
            new DetectionRules(
                1,
                Map.of(),
                400,
                Duration.ofMinutes(5),
                List.of(
                    new DetectionRules.WatchChoice(
                        new SliceMatcher(List.of(), List.of(), List.of()), false))));
    Backtest backtest = new Backtest("acme", off, List.of(), STATE_MAX);
    play(backtest, 0.02, 0, 24);
    play(backtest, 0.3, 24, 26);
    backtest.end(26 * HOUR);

    assertThat(drift(backtest.findings())).isEmpty();
  }

  @Test
  void moreStateThanAllowedIsRefusedInWords() {
    Backtest backtest = new Backtest("acme", RULES, List.of(), 500);

    assertThatExceptionOfType(BacktestRefusedException.class)
        .isThrownBy(() -> play(backtest, 0.02, 0, 2))
        .withMessage(
            "expected to need at most 500 bytes of state, came more: ask for one agent, or without"
                + " the table of other wishes");
  }

  @Test
  void minutesComeInOrder() {
    Backtest backtest = new Backtest("acme", RULES, List.of(), STATE_MAX);
    backtest.minute(outcomes(5 * MINUTE, 60, 1, 0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> backtest.minute(outcomes(4 * MINUTE, 60, 1, 0)));
  }

  private static void play(Backtest backtest, double failing, int fromHour, int toHour) {
    SplittableRandom random = new SplittableRandom(fromHour);
    for (long minute = fromHour * HOUR; minute < toHour * HOUR; minute += MINUTE) {
      int bad = 0;
      for (int run = 0; run < 10; run++) {
        bad += random.nextDouble() < failing ? 1 : 0;
      }
      backtest.minute(outcomes(minute, 60, 10 - bad, bad));
    }
  }

  private static WindowPartial outcomes(long startMillis, int seconds, long good, long bad) {
    return new WindowPartial(
        SHOP,
        "run.outcome",
        startMillis,
        seconds,
        good + bad,
        0,
        Map.of(),
        bad == 0 ? Map.of("OK", good) : Map.of("OK", good, "ERROR", bad),
        List.of());
  }

  private static List<Finding> drift(List<Finding> findings) {
    return findings.stream().filter(BacktestReport::isDrift).toList();
  }
}
