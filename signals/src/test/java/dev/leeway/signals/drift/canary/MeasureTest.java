package dev.leeway.signals.drift.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.window.Distribution;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MeasureTest {
  @Test
  void outcomesCountWhatIsNotGood() {
    Measure bad = Measure.of(signal("run.outcome"));
    assertThat(bad.scale()).isEqualTo(Scale.RATE);
    Map<String, Long> seen = Map.of("OK", 90L, "ERROR", 6L, "REFUSED", 4L, "TIMEOUT", -1L);
    assertThat(bad.armOf(100, 0, Distribution.EMPTY, seen)).isEqualTo(Arm.rate(10, 100));
    Measure refused = Measure.of(signal("run.outcome"), "REFUSED");
    assertThat(refused.name()).isEqualTo("run.outcome=REFUSED");
    assertThat(refused.armOf(100, 0, Distribution.EMPTY, seen)).isEqualTo(Arm.rate(4, 100));
  }

  @Test
  void skewedNumbersAreComparedByTheirLogarithms() {
    Measure duration = Measure.of(signal("run.duration"));
    assertThat(duration.scale()).isEqualTo(Scale.LOG);
    Arm arm = duration.armOf(3, 3_000, Distribution.ofValues(0, 999, 1_999), Map.of());
    assertThat(arm.n()).isEqualTo(3);
    assertThat(arm.sum()).isCloseTo(Math.log(1_000) + Math.log(2_000), within(0.03));
    assertThat(arm.variance()).isCloseTo(17.7, within(0.1));
  }

  @Test
  void otherNumbersKeepTheirExactSumAndTheSpreadOfTheirBuckets() {
    Measure attempts = Measure.of(signal("retry.amplification"));
    assertThat(attempts.scale()).isEqualTo(Scale.MEAN);
    Arm arm = attempts.armOf(4, 5.0, Distribution.ofValues(1, 1, 1, 2), Map.of());
    assertThat(arm.sum()).isEqualTo(5.0);
    assertThat(arm.variance()).isCloseTo(0.25, within(0.01));
  }

  @Test
  void sharesOfTheirOwnAreComparedInPoints() {
    Measure score = Measure.of(signal("grounding.score"));
    assertThat(score.scale()).isEqualTo(Scale.SHARE);
    assertThat(score.armOf(4, 3, Distribution.ofValues(1, 1, 0.5, 0.5), Map.of()).mean())
        .isEqualTo(0.75);
    assertThat(Measure.of(signal("grounding.unsupported")).label())
        .isEqualTo("Runs with an unsupported claim");
  }

  @Test
  void aSliceThatKeepsNoDistributionHasASumOnly() {
    Measure steps = Measure.of(signal("complexity.steps"));
    Arm arm = steps.armOf(4, 20, Distribution.EMPTY, Map.of());
    assertThat(arm.mean()).isEqualTo(5);
    assertThat(arm.variance()).isNaN();
    assertThat(steps.armOf(0, 0, Distribution.EMPTY, Map.of())).isEqualTo(Arm.EMPTY);
  }

  private static Signal signal(String name) {
    return SignalCatalogue.standard().find(name).orElseThrow();
  }
}
