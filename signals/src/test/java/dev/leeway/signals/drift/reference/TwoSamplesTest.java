package dev.leeway.signals.drift.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.TTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Reference values: V4 and V5 of the drift specification (SciPy 1.17, Evidently). */
class TwoSamplesTest {
  private static final Offset<Double> SIX_DIGITS = within(6e-7);
  private static final double[] A = {38.7, 41.5, 43.8, 44.5, 45.5, 46.0, 47.7, 58.0};
  private static final double[] B = {39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8};
  private static final TwoSamples BOTH = new TwoSamples(A, B);

  @Test
  void andersonDarlingIsVectorFour() {
    assertThat(BOTH.andersonDarling()).isCloseTo(1.718310, SIX_DIGITS);
  }

  @Test
  void kolmogorovSmirnovIsVectorFive() {
    assertThat(BOTH.kolmogorovSmirnov()).isCloseTo(0.625, SIX_DIGITS);
    assertThat(exactP(TwoSamples::kolmogorovSmirnov)).isCloseTo(0.087024, SIX_DIGITS);
    var library = KolmogorovSmirnovTest.withDefaults();
    assertThat(library.with(PValueMethod.EXACT).test(A, B).getPValue())
        .isCloseTo(0.087024, SIX_DIGITS);
  }

  @Test
  void cramerVonMisesIsVectorFive() {
    assertThat(BOTH.cramerVonMises()).isCloseTo(0.4375, SIX_DIGITS);
    assertThat(exactP(TwoSamples::cramerVonMises)).isCloseTo(0.064336, SIX_DIGITS);
  }

  @Test
  void distancesAreVectorFive() {
    assertThat(BOTH.wasserstein()).isCloseTo(4.1625, SIX_DIGITS);
    assertThat(BOTH.energyDistance()).isCloseTo(1.570231, SIX_DIGITS);
  }

  @Test
  void ranksAndMeansOfTheLibraryAreVectorFive() {
    var ranks = MannWhitneyUTest.withDefaults().with(PValueMethod.EXACT).test(A, B);
    assertThat(ranks.getStatistic()).isEqualTo(49);
    assertThat(ranks.getPValue()).isCloseTo(0.082984, SIX_DIGITS);
    var means = TTest.withDefaults().with(AlternativeHypothesis.TWO_SIDED).test(A, B);
    assertThat(means.getStatistic()).isCloseTo(1.859452, SIX_DIGITS);
    assertThat(means.getPValue()).isCloseTo(0.095121, SIX_DIGITS);
  }

  @Test
  void equalSamplesAreNotApart() {
    TwoSamples same = new TwoSamples(new double[] {1, 2, 2, 3}, new double[] {3, 2, 1, 2});
    assertThat(same.kolmogorovSmirnov()).isZero();
    assertThat(same.wasserstein()).isZero();
    assertThat(same.energyDistance()).isZero();
  }

  @Test
  void whatIsNoSampleIsRefused() {
    assertThatThrownBy(() -> new TwoSamples(new double[0], B))
        .hasMessage("expected finite values, came []");
    assertThatThrownBy(() -> new TwoSamples(A, new double[] {Double.NaN}))
        .hasMessage("expected finite values, came [NaN]");
  }

  /** The share of all ways to deal the values out that are at least as far apart. */
  private static double exactP(ToDoubleFunction<TwoSamples> statistic) {
    double[] all = Arrays.copyOf(A, 16);
    System.arraycopy(B, 0, all, 8, 8);
    double seen = statistic.applyAsDouble(BOTH);
    int ways = 0;
    int asFar = 0;
    for (int dealt = 0; dealt < 1 << 16; dealt++) {
      if (Integer.bitCount(dealt) == 8) {
        ways++;
        asFar += statistic.applyAsDouble(dealt(all, dealt)) >= seen - 1e-9 ? 1 : 0;
      }
    }
    return (double) asFar / ways;
  }

  private static TwoSamples dealt(double[] all, int toFirst) {
    double[] first = new double[8];
    double[] second = new double[8];
    int of = 0;
    for (int i = 0; i < 16; i++) {
      if ((toFirst >> i & 1) == 1) {
        first[of++] = all[i];
      } else {
        second[i - of] = all[i];
      }
    }
    return new TwoSamples(first, second);
  }
}
