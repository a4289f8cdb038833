package dev.leeway.webui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.window.Distribution;
import dev.leeway.webui.chart.DistributionShapes.Named;
import dev.leeway.webui.words.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DistributionShapesTest {
  @Test
  void fewWholeNumbersBecomeBarsWithAPlaceForEachNumber() {
    ChartModel model =
        DistributionShapes.of(
            Unit.COUNT, List.of(new Named("now", Role.NOW, Distribution.ofValues(0, 1, 1, 4))));
    assertThat(model)
        .isEqualTo(
            new BarChart(
                Unit.SHARE,
                List.of("0", "1", "2", "3", "4"),
                List.of(new BarChart.Group("now", Role.NOW, List.of(0.25, 0.5, 0.0, 0.0, 0.25)))));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aCurveHoldsAllOfItsValues(long seed) {
    DistributionChart chart = curves(values(seed, 2_000), values(seed + 100, 500));
    for (DistributionChart.Curve curve : chart.curves()) {
      double area = curve.density().stream().mapToDouble(Double::doubleValue).sum();
      assertThat(area).isCloseTo(1, within(0.02));
      assertThat(curve.below().getLast()).isCloseTo(1, within(0.01));
      assertThat(curve.below()).isSorted();
    }
  }

  @Test
  void zerosAreBelowEverythingAndNotInTheCurve() {
    Distribution half = values(5, 200).plus(Distribution.ofValues(new double[200]));
    DistributionChart chart = curves(half);
    DistributionChart.Curve curve = chart.curves().getFirst();
    assertThat(curve.below().getFirst()).isGreaterThanOrEqualTo(0.5);
    assertThat(curve.density().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(0.5, within(0.02));
  }

  @Test
  void whatIsEmptyIsLeftOut() {
    DistributionChart chart = curves(values(7, 100), Distribution.EMPTY);
    assertThat(chart.curves()).hasSize(1);
  }

  @Test
  void aSingleValueHasAShape() {
    assertThat(curves(Distribution.ofValues(1234.5)).x()).isSorted().doesNotContain(Double.NaN);
  }

  private static DistributionChart curves(Distribution... all) {
    List<Named> named = Arrays.stream(all).map(d -> new Named("values", Role.NOW, d)).toList();
    return (DistributionChart) DistributionShapes.of(Unit.TOKENS, named);
  }

  private static Distribution values(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = 1_400 * Math.exp(0.5 * random.nextGaussian());
    }
    return Distribution.ofValues(values);
  }
}
