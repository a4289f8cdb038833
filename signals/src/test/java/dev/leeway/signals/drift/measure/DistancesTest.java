package dev.leeway.signals.drift.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reference values: V2 and V6 from Evidently's and NannyML's tests, V3 computed with SciPy 1.17.
 */
class DistancesTest {
  private static final long[] REFERENCE = {16, 18, 16, 14, 12, 12};
  private static final long[] CURRENT = {16, 16, 16, 16, 16, 8};

  @Test
  void hellingerIsThatOfEvidentlysTest() {
    assertThat(Distances.hellinger(REFERENCE, CURRENT)).isCloseTo(0.0681277, within(5e-8));
  }

  @Test
  void distancesOfVectorThreeAreThoseOfSciPy() {
    assertThat(Distances.psiExact(REFERENCE, CURRENT)).isCloseTo(0.0372184, within(5e-8));
    assertThat(Distances.jensenShannonBits(REFERENCE, CURRENT)).isCloseTo(0.00668048, within(5e-9));
    assertThat(Distances.jensenShannonDistanceBase2(REFERENCE, CURRENT))
        .isCloseTo(0.0817342, within(5e-8));
    assertThat(Distances.jensenShannonDistanceBaseE(REFERENCE, CURRENT))
        .isCloseTo(0.0680482, within(5e-8));
    assertThat(Distances.totalVariation(REFERENCE, CURRENT)).isCloseTo(0.0681818, within(5e-8));
  }

  @Test
  void jensenShannonOfDisjointCategoriesIsThatOfNannyMlsTest() {
    long[] reference = {2456, 2485, 2550, 2509, 0};
    long[] current = {213, 287, 247, 0, 253};
    assertThat(Distances.jensenShannonDistanceBaseE(reference, current))
        .isCloseTo(0.419455, within(5e-7));
    assertThat(Distances.jensenShannonDistanceBase2(reference, current))
        .isCloseTo(0.503817, within(5e-7));
  }

  @Test
  void psiStaysFiniteWhereABinIsEmpty() {
    assertThat(Distances.psi(new long[] {10, 0}, new long[] {0, 10})).isFinite().isGreaterThan(4);
    assertThat(Distances.psiExact(new long[] {10, 0}, new long[] {0, 10})).isInfinite();
  }

  @Test
  void wassersteinCountsStandardDeviationsThatMassMoves() {
    double[] middles = {0, 2, 4};
    assertThat(Distances.normalisedWasserstein(middles, new long[] {1, 0, 1}, new long[] {0, 1, 1}))
        .isEqualTo(0.5);
    assertThat(Distances.normalisedWasserstein(middles, new long[] {0, 2, 0}, new long[] {0, 0, 2}))
        .isNaN();
  }

  @Test
  void emptyOrDifferentBinsAreRefusedWithTheirNumbers() {
    assertThatThrownBy(() -> Distances.psi(new long[] {1, 2}, new long[] {1}))
        .hasMessage("bins differ: 2 vs 1");
    assertThatThrownBy(() -> Distances.psi(new long[] {0, 0}, new long[] {1, 0}))
        .hasMessage("counts must hold at least one run");
    assertThatThrownBy(() -> Distances.psi(new long[] {1, -1}, new long[] {1, 0}))
        .hasMessage("counts must not be negative: -1");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void distancesAreSymmetricInRangeAndZeroOnlyForEqualShares(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int bins = random.nextInt(2, 20);
    long[] a = countsOf(random, bins);
    long[] b = countsOf(random, bins);
    long[] twice = LongStream.of(a).map(count -> 2 * count).toArray();

    assertThat(Distances.totalVariation(a, b))
        .isBetween(0.0, 1.0)
        .isCloseTo(Distances.totalVariation(b, a), within(1e-12));
    assertThat(Distances.jensenShannonBits(a, b))
        .isBetween(0.0, 1.0)
        .isCloseTo(Distances.jensenShannonBits(b, a), within(1e-12));
    assertThat(Distances.hellinger(a, b))
        .isBetween(0.0, 1.0)
        .isCloseTo(Distances.hellinger(b, a), within(1e-12));
    assertThat(Distances.psi(a, b))
        .isGreaterThanOrEqualTo(0)
        .isFinite()
        .isCloseTo(Distances.psi(b, a), within(1e-9));
    assertThat(Distances.totalVariation(a, twice)).isCloseTo(0, within(1e-12));
    assertThat(Distances.jensenShannonBits(a, twice)).isCloseTo(0, within(1e-12));
    assertThat(Distances.psi(a, a)).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void distancesGrowAsMoreMassMoves(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] reference = countsOf(random, 5);
    reference[0] += 1_000;
    double previousPsi = 0;
    double previousVariation = 0;
    for (int moved = 100; moved <= 1_000; moved += 100) {
      long[] current = reference.clone();
      current[0] -= moved;
      current[4] += moved;
      assertThat(Distances.totalVariation(reference, current)).isGreaterThan(previousVariation);
      previousVariation = Distances.totalVariation(reference, current);
      if (current[4] > reference[4] && current[4] * 2 > reference[0]) {
        assertThat(Distances.psi(reference, current)).isGreaterThan(previousPsi);
      }
      previousPsi = Distances.psi(reference, current);
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  private static long[] countsOf(SplittableRandom random, int bins) {
    long[] counts = random.longs(bins, 0, 1_000).toArray();
    counts[random.nextInt(bins)]++;
    return counts;
  }
}
