package dev.leeway.signals.drift.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values: SciPy 1.17, {@code scipy.stats.ncx2}. */
class NoncentralChiSquareTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 2, 0.7433025121442",
    "9, 47.6, 60, 0.6173150408292",
    "9, 95.2, 104, 0.5157168505204",
    "9, 8.57, 45, 0.9981555554564",
    "19, 400, 500, 0.9735174320568",
    "9, 5000, 5200, 0.9105791355327"
  })
  void cumulativeAndQuantileAreThoseOfSciPy(int df, double lambda, double x, double cumulative) {
    NoncentralChiSquare distribution = new NoncentralChiSquare(df, lambda);
    assertThat(distribution.cumulative(x)).isCloseTo(cumulative, within(1e-10));
    assertThat(distribution.quantile(cumulative)).isCloseTo(x, within(1e-5 * x));
  }

  @Test
  void nothingIsBelowZero() {
    assertThat(new NoncentralChiSquare(3, 2).cumulative(0)).isZero();
    assertThat(new NoncentralChiSquare(3, 2).cumulative(-1)).isZero();
    assertThat(new NoncentralChiSquare(3, 2).cumulative(Double.NaN)).isZero();
  }

  @Test
  void nonsenseIsRefusedWithItsValue() {
    assertThatThrownBy(() -> new NoncentralChiSquare(0, 1))
        .hasMessage("degrees of freedom must be >= 1: 0");
    assertThatThrownBy(() -> new NoncentralChiSquare(1, Double.NaN))
        .hasMessage("lambda must be within [0, 1e6]: NaN");
  }
}
