package dev.leeway.signals.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryStormTest {
  private static final Slice SLICE = Slice.ofAgent("default", "production", "shop");
  private static final RetryStorm RULE = RetryStorm.defaults();

  @Test
  void risingAmplificationWithRisingFailuresIsAStorm() {
    RetryStorm.Verdict verdict =
        judge(
            List.of(attempts(0, 20, 1.0), attempts(1, 20, 1.2), attempts(2, 20, 2.5)),
            List.of(outcomes(0, 19, 1), outcomes(1, 18, 2), outcomes(2, 10, 10)));
    assertThat(verdict)
        .isEqualTo(new RetryStorm.Verdict(RetryStorm.State.STORM, 60, 20, 1.0, 2.5, 0.05, 0.5));
  }

  @Test
  void amplificationThatStandsStillIsCalm() {
    assertThat(
            judge(
                    List.of(attempts(0, 20, 2), attempts(1, 20, 2), attempts(2, 20, 2)),
                    List.of(outcomes(0, 19, 1), outcomes(1, 18, 2), outcomes(2, 10, 10)))
                .state())
        .isEqualTo(RetryStorm.State.CALM);
  }

  @Test
  void failuresThatRiseNoMoreThanByChanceAreCalm() {
    assertThat(
            judge(
                    List.of(attempts(0, 20, 1.5), attempts(1, 20, 1.6), attempts(2, 20, 2)),
                    List.of(outcomes(0, 19, 1), outcomes(1, 19, 1), outcomes(2, 16, 4)))
                .state())
        .isEqualTo(RetryStorm.State.CALM);
  }

  @Test
  void itGoesOnWhileThereIsMoreOfBothThanBeforeIt() {
    RetryStorm.Step before = new RetryStorm.Step(20, 1.0, 0.05);

    assertThat(RULE.judge(List.of(step(4, 0.9), step(4, 0.9), step(3.9, 0.8)), before).state())
        .isEqualTo(RetryStorm.State.STORM);
    assertThat(RULE.judge(List.of(step(1.4, 0.9), step(1.4, 0.9)), before).state())
        .isEqualTo(RetryStorm.State.CALM);
    assertThat(RULE.judge(List.of(step(4, 0.05), step(4, 0.05)), before).state())
        .isEqualTo(RetryStorm.State.CALM);
  }

  @Test
  void retriesThatHelpAreCalm() {
    assertThat(
            judge(
                    List.of(attempts(0, 20, 1), attempts(1, 20, 2), attempts(2, 20, 3)),
                    List.of(outcomes(0, 19, 1), outcomes(1, 19, 1), outcomes(2, 19, 1)))
                .state())
        .isEqualTo(RetryStorm.State.CALM);
  }

  @Test
  void onlyTheLastMinutesCount() {
    assertThat(
            judge(
                    List.of(
                        attempts(0, 20, 1),
                        attempts(1, 20, 3),
                        attempts(2, 20, 2),
                        attempts(3, 20, 2)),
                    List.of(
                        outcomes(0, 20, 0),
                        outcomes(1, 20, 0),
                        outcomes(2, 20, 0),
                        outcomes(3, 10, 10)))
                .state())
        .isEqualTo(RetryStorm.State.CALM);
  }

  @Test
  void tooFewRunsOrMinutesAreNotEnoughData() {
    assertThat(judge(List.of(), List.of()))
        .isEqualTo(new RetryStorm.Verdict(RetryStorm.State.NOT_ENOUGH_DATA, 0, 20, 0, 0, 0, 0));
    assertThat(
            judge(
                List.of(attempts(0, 6, 1), attempts(1, 6, 2), attempts(2, 7, 3)),
                List.of(outcomes(0, 6, 0), outcomes(1, 3, 3), outcomes(2, 0, 7))))
        .isEqualTo(new RetryStorm.Verdict(RetryStorm.State.NOT_ENOUGH_DATA, 19, 20, 0, 0, 0, 0));
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryStorm(Double.NaN, 3, 20))
        .withMessage("amplification must be above 1: NaN");
  }

  private static RetryStorm.Step step(double amplification, double failed) {
    return new RetryStorm.Step(10, amplification, failed);
  }

  private static RetryStorm.Verdict judge(
      List<MergedWindow> attempts, List<MergedWindow> outcomes) {
    return RULE.judge(
        IntStream.range(0, attempts.size())
            .mapToObj(at -> RetryStorm.Step.of(attempts.get(at), outcomes.get(at)))
            .toList());
  }

  private static MergedWindow attempts(int minute, long runs, double mean) {
    return MergedWindow.of(
        new WindowPartial(
            SLICE,
            "retry.amplification",
            minute * 60_000L,
            60,
            runs,
            runs * mean,
            Map.of(0, runs),
            Map.of(),
            List.of()));
  }

  private static MergedWindow outcomes(int minute, long ok, long timeouts) {
    return MergedWindow.of(
        new WindowPartial(
            SLICE,
            "run.outcome",
            minute * 60_000L,
            60,
            ok + timeouts,
            0,
            Map.of(),
            Map.of("OK", ok, "TIMEOUT", timeouts),
            List.of()));
  }
}
