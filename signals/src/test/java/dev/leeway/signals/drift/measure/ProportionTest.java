package dev.leeway.signals.drift.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reference values: V1, V3, V21 and V22 of the drift specification (Evidently's test, SciPy). */
class ProportionTest {
  private static final long[] REFERENCE = {16, 18, 16, 14, 12, 12};
  private static final long[] CURRENT = {16, 16, 16, 16, 16, 8};

  @Test
  void intervalsOfSevenInTwoHundredAreThoseOfSciPy() {
    Proportion rate = new Proportion(7, 200);
    assertThat(rate.clopperPearson(0.95).low()).isCloseTo(.014186, within(5e-7));
    assertThat(rate.clopperPearson(0.95).high()).isCloseTo(.070781, within(5e-7));
    assertThat(rate.wilson(0.95).low()).isCloseTo(.017056, within(5e-7));
    assertThat(rate.wilson(0.95).high()).isCloseTo(.070471, within(5e-7));
  }

  @Test
  void intervalsStayInRangeAtTheEnds() {
    assertThat(new Proportion(0, 3).wilson(0.95).low()).isZero();
    assertThat(new Proportion(0, 3).clopperPearson(0.95).low()).isZero();
    assertThat(new Proportion(3, 3).wilson(0.95).high()).isEqualTo(1);
    assertThat(new Proportion(3, 3).clopperPearson(0.95).high()).isEqualTo(1);
  }

  @Test
  void twelveInAThousandAgainstThirtyIsThatOfSciPy() {
    TwoProportions rates = TwoProportions.of(12, 1_000, 30, 1_000);
    assertThat(rates.fisherP()).isCloseTo(.007288, within(5e-7));
    assertThat(rates.chiSquare().statistic()).isCloseTo(7.879761, within(5e-7));
    assertThat(rates.chiSquare().p()).isCloseTo(.004999, within(5e-7));
    assertThat(rates.cohenH()).isCloseTo(.128636, within(5e-7));
  }

  @Test
  void logRateRatioIsAntisymmetricAndFiniteAtZero() {
    TwoProportions there = TwoProportions.of(0, 400, 30, 900);
    TwoProportions back = TwoProportions.of(30, 900, 0, 400);
    assertThat(there.logRateRatio()).isFinite().isCloseTo(-back.logRateRatio(), within(1e-12));
    assertThat(there.rateRatioInterval(0.95).low())
        .isLessThan(Math.exp(there.logRateRatio()))
        .isPositive();
    assertThat(there.logRateRatioError(4)).isCloseTo(2 * there.logRateRatioError(1), within(1e-12));
  }

  @Test
  void goodnessOfFitIsThatOfEvidentlysTest() {
    ChiSquareTests.Result result = ChiSquareTests.goodnessOfFit(REFERENCE, CURRENT);
    assertThat(result.statistic()).isCloseTo(3.174603, within(5e-7));
    assertThat(result.p()).isCloseTo(0.673088, within(5e-7));
  }

  @Test
  void homogeneityOfVectorThreeIsThatOfSciPy() {
    ChiSquareTests.Result pearson = ChiSquareTests.homogeneity(REFERENCE, CURRENT);
    assertThat(pearson.statistic()).isCloseTo(1.622409, within(5e-7));
    assertThat(pearson.p()).isCloseTo(0.898526, within(5e-7));
    assertThat(pearson.degreesOfFreedom()).isEqualTo(5);
    ChiSquareTests.Result ratio = ChiSquareTests.likelihoodRatio(REFERENCE, CURRENT);
    assertThat(ratio.statistic()).isCloseTo(1.629956, within(5e-7));
    assertThat(ratio.p()).isCloseTo(0.897603, within(5e-7));
  }

  @Test
  void binsThatAreEmptyOnBothSidesDoNotCount() {
    ChiSquareTests.Result result =
        ChiSquareTests.homogeneity(new long[] {3, 0, 4}, new long[] {5, 0, 1});
    assertThat(result.degreesOfFreedom()).isEqualTo(1);
    assertThat(ChiSquareTests.homogeneity(new long[] {3, 0}, new long[] {5, 0}).p()).isNaN();
  }

  @Test
  void nonsenseIsRefusedWithItsNumbers() {
    assertThatThrownBy(() -> new Proportion(2, 1))
        .hasMessage("expected 0 <= k <= n and n > 0, came 2 of 1");
    assertThatThrownBy(() -> ChiSquareTests.homogeneity(new long[] {0}, new long[] {1}))
        .hasMessage("counts must hold at least one run: 0");
  }
}
