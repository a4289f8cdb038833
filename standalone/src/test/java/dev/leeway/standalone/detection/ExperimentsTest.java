package dev.leeway.standalone.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The experiments at a size that takes a second; {@code leeway bench detection} runs them whole.
 */
class ExperimentsTest {

  @Test
  void ourDetectorKeepsItsRunLengthAndFindsADoublingSoonerThanPageHinkley() {
    Outcome outcome = new RunLengths(40, 400_000).run();
    assertThat(numberOf(outcome, "Leeway, e-SR at 1e5", "events to a false alarm"))
        .isGreaterThan(7e4);
    assertThat(numberOf(outcome, "Leeway, e-SR at 1e5", "delay to 4 %"))
        .isLessThan(850)
        .isLessThan(numberOf(outcome, "Page-Hinkley, River's", "delay to 4 %"));
    assertThat(numberOf(outcome, "DDM", "runs with a false alarm before")).isGreaterThan(20);
  }

  @Test
  void slicesTogetherRaiseFewerFalseAlarmsThanPValuesOfPanes() {
    Outcome outcome = new ManySlices(1, 150, 100).run();
    double ours = numberOf(outcome, "Leeway, as its monitor, 1e-3", "false alarms");
    assertThat(ours).isLessThanOrEqualTo(6);
    assertThat(numberOf(outcome, "p < 0.001 a pane", "false alarms")).isGreaterThan(100);
    assertThat(numberOf(outcome, "Leeway, as its monitor, 1e-3", "found")).isEqualTo(50);
  }

  @Test
  void divisionByPhiKeepsPanesThatResembleEachOtherQuiet() {
    Outcome outcome = new OverDispersion(20, 10_000).run();
    assertThat(numberOf(outcome, "the same, not divided", "panes to a false alarm"))
        .isLessThan(500);
    assertThat(outcome.holds()).isTrue();
  }

  @Test
  void partsMergeToTheSamePanesAndTheSameEvidence() {
    assertThat(new MergedParts(20).run().holds()).isTrue();
  }

  @Test
  void stateFitsItsBudget() {
    Outcome outcome = new StateCost(20_000).run();
    assertThat(numberOf(outcome, "Leeway", "bytes of e-processes")).isLessThanOrEqualTo(2_048);
  }

  @Test
  void drawsFollowTheBinomialDistributionSeed7() {
    Binomial binomial = new Binomial(200, 0.02);
    SplittableRandom random = new SplittableRandom(7);
    int[] draws = IntStream.range(0, 200_000).map(i -> binomial.draw(random)).toArray();
    assertThat(IntStream.of(draws).average().orElseThrow()).isCloseTo(4, within(0.02));
    // P(X >= 9) of a binomial of 200 and 0.02, by its definition.
    double tail = IntStream.of(draws).filter(k -> k >= 9).count() / 200_000.0;
    assertThat(binomial.atLeast(9)).isCloseTo(tail, within(0.002));
    assertThat(binomial.atLeast(0)).isEqualTo(1);
  }

  @Test
  void whatIsMissedAndWhatThereIsNoneOfIsSaid() {
    Outcome outcome =
        new Outcome(
            "1",
            "a title",
            List.of(Outcome.Row.of("peer").with("delay", Double.NaN)),
            List.of(Outcome.Claim.atMost("delay", Double.NaN, 9)));
    assertThat(DetectionReport.text(outcome))
        .contains("none")
        .contains("MISSED  delay: none (asked: to 9)");
    ObjectNode json = new DetectionReport(List.of(outcome)).json();
    assertThat(json.path("holds").asBoolean(true)).isFalse();
    assertThat(json.at("/experiments/0/rows/0/numbers/delay").isNull()).isTrue();
    assertThat(json.at("/experiments/0/claims/0/to").asDouble()).isEqualTo(9);
  }

  private static double numberOf(Outcome outcome, String detector, String number) {
    return outcome.rows().stream()
        .filter(row -> row.detector().equals(detector))
        .map(row -> row.number(number))
        .findFirst()
        .orElseThrow();
  }
}
