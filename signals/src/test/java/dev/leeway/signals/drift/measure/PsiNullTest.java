package dev.leeway.signals.drift.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values: V7 (SciPy) and the tolerance limits under D4 of the drift specification. */
class PsiNullTest {
  @ParameterizedTest
  @CsvSource({
    "10, 1000, 1000, .0338380, .0557543",
    "10, 500, 20000, .0346839, .0571482",
    "20, 1000, 1000, .0602871, .0876404"
  })
  void quantilesUnderNoChangeAreThoseOfVectorSeven(
      int bins, long n, long m, double q95, double q999) {
    PsiNull nullOf = PsiNull.of(bins, n, m);
    assertThat(nullOf.quantile(0.95)).isCloseTo(q95, within(5e-8));
    assertThat(nullOf.quantile(0.999)).isCloseTo(q999, within(5e-8));
  }

  @ParameterizedTest
  @CsvSource({"0.05, 0.1149", "0.10, 0.1830", "0.20, 0.3089"})
  void toleranceLimitsAreThoseOfTheSpecification(double tolerance, double limit) {
    assertThat(PsiNull.of(10, 1_000, 20_000).toleranceLimit(0.999, tolerance))
        .isCloseTo(limit, within(5e-5));
  }

  @Test
  void noToleranceIsThePlainQuantile() {
    PsiNull nullOf = PsiNull.of(10, 700, 900);
    assertThat(nullOf.toleranceLimit(0.99, 0)).isCloseTo(nullOf.quantile(0.99), within(1e-8));
  }

  @Test
  void overDispersionScalesTheNull() {
    assertThat(PsiNull.of(10, 700, 900, 3).mean())
        .isCloseTo(3 * PsiNull.of(10, 700, 900).mean(), within(1e-12));
  }

  @Test
  void debiasedPsiIsNearZeroOnAverageWhenNothingChangedSeed7() {
    SplittableRandom random = new SplittableRandom(7);
    double sum = 0;
    int above = 0;
    for (int round = 0; round < 400; round++) {
      long[] reference = uniform(random, 2_000);
      long[] current = uniform(random, 500);
      double psi = Distances.psi(reference, current);
      PsiNull nullOf = PsiNull.of(10, 2_000, 500);
      sum += psi - nullOf.mean();
      above += psi > nullOf.quantile(0.95) ? 1 : 0;
    }
    assertThat(sum / 400).isCloseTo(0, within(0.002));
    assertThat(above).isBetween(8, 36);
  }

  @Test
  void nonsenseIsRefusedWithItsNumbers() {
    assertThatThrownBy(() -> PsiNull.of(1, 10, 10)).hasMessage("bins must be >= 2: 1");
    assertThatThrownBy(() -> PsiNull.of(10, 0, 10))
        .hasMessage("expected n, m > 0 and phi >= 1, came 0, 10, 1.0");
    assertThatThrownBy(() -> PsiNull.of(10, 5, 10, Double.NaN))
        .hasMessage("expected n, m > 0 and phi >= 1, came 5, 10, NaN");
  }

  private static long[] uniform(SplittableRandom random, int runs) {
    long[] counts = new long[10];
    for (int run = 0; run < runs; run++) {
      counts[random.nextInt(10)]++;
    }
    return counts;
  }
}
