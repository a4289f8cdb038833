package dev.leeway.signals.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DistributionTest {
  @Test
  void ofNothingThereIsNothingToRead() {
    assertThat(Distribution.EMPTY.isEmpty()).isTrue();
    assertThat(Distribution.EMPTY.count()).isZero();
    assertThat(Distribution.EMPTY.quantile(0.5)).isNaN();
    assertThat(Distribution.EMPTY.cdf()).isEmpty();
    assertThat(Distribution.EMPTY.bars(10)).isEmpty();
    assertThat(Distribution.EMPTY.shareUpTo(5)).isZero();
  }

  @Test
  void zerosAreAValueOfTheirOwn() {
    Distribution zeros = Distribution.ofValues(0, 0, 0, 8);
    assertThat(zeros.zeros()).isEqualTo(3);
    assertThat(zeros.count()).isEqualTo(4);
    assertThat(zeros.min()).isZero();
    assertThat(zeros.quantile(0.5)).isZero();
    assertThat(zeros.max()).isCloseTo(8, within(0.08));
    assertThat(zeros.shareUpTo(0)).isEqualTo(0.75);
    assertThat(zeros.cdf()).first().isEqualTo(new Distribution.CdfPoint(0, 0.75));
    assertThat(zeros.bars(1)).first().isEqualTo(new Distribution.Bar(0, 0, 0.75));
  }

  @Test
  void tiesShareOneBucket() {
    assertThat(Distribution.ofValues(5, 5, 5, 5).buckets())
        .isEqualTo(Map.of(Buckets.indexOf(5), 4L));
  }

  @Test
  void aQuantileOutsideOfZeroToOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Distribution.EMPTY.quantile(Double.NaN))
        .withMessage("quantile must be from 0 to 1: NaN");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyQuantileIsWithinOnePercentOfTheValueAtItsRank(long seed) {
    double[] values = values(new SplittableRandom(seed), 1 + (int) seed * 37);
    Distribution distribution = Distribution.ofValues(values);
    Arrays.sort(values);
    for (double q = 0; q <= 1; q += 1.0 / 64) {
      double exact = values[(int) (q * (values.length - 1))];
      assertThat(distribution.quantile(q)).isCloseTo(exact, within(0.01 * exact + 1e-12));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sumsAreCommutativeAssociativeAndUndone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Distribution a = Distribution.ofValues(values(random, 50));
    Distribution b = Distribution.ofValues(values(random, 70));
    Distribution c = Distribution.ofValues(values(random, 90));
    assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(b).minus(b)).isEqualTo(a);
    assertThat(a.minus(b).plus(b)).isEqualTo(a);
    assertThat(a.minus(a)).isEqualTo(Distribution.EMPTY);
    assertThat(a.plus(Distribution.EMPTY)).isEqualTo(a);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theCurveRisesToOneAndTheBarsAddUpToOne(long seed) {
    Distribution distribution = Distribution.ofValues(values(new SplittableRandom(seed), 200));
    List<Distribution.CdfPoint> curve = distribution.cdf();
    assertThat(curve).extracting(Distribution.CdfPoint::value).isSorted();
    assertThat(curve).extracting(Distribution.CdfPoint::share).isSorted();
    assertThat(curve.getLast().share()).isEqualTo(1);
    assertThat(distribution.bars(7).stream().mapToDouble(Distribution.Bar::share).sum())
        .isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void twoDistributionsFitIntoTheBarsThatWereAskedFor(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Distribution a = Distribution.ofValues(values(random, 100));
    Distribution b = Distribution.ofValues(values(random, 100));
    int stride = Distribution.strideFor(a, b, 40);
    assertThat(a.plus(b).bars(stride).stream().filter(bar -> bar.upper() > 0))
        .hasSizeBetween(1, 40);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 25);
  }

  @Test
  void barsOfOneStrideShareTheirBounds() {
    List<Distribution.Bar> first = Distribution.ofValues(10, 1000).bars(20);
    List<Distribution.Bar> second = Distribution.ofValues(10, 500).bars(20);
    assertThat(second)
        .extracting(Distribution.Bar::lower)
        .isSubsetOf(first.stream().map(Distribution.Bar::lower).toList());
    for (int i = 1; i < first.size(); i++) {
      assertThat(first.get(i).lower()).isCloseTo(first.get(i - 1).upper(), within(1e-6));
    }
  }

  @Test
  void whatWasTakenBackBeforeItCameIsReadAsNone() {
    Distribution negative = Distribution.EMPTY.minus(Distribution.ofValues(5, 5, 0));
    assertThat(negative.count()).isZero();
    assertThat(negative.quantile(0.5)).isNaN();
    assertThat(negative.plus(Distribution.ofValues(5, 5, 0, 7)))
        .isEqualTo(Distribution.ofValues(7));
  }

  @Test
  void countsBetweenBucketsIncludeBothEnds() {
    Distribution distribution = Distribution.ofValues(0, 1, 10, 100);
    assertThat(distribution.countBetween(Buckets.indexOf(1), Buckets.indexOf(10))).isEqualTo(2);
    assertThat(distribution.countBetween(Integer.MIN_VALUE, Integer.MAX_VALUE)).isEqualTo(3);
  }

  /** Long tails, ties and zeros. */
  private static double[] values(SplittableRandom random, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> 42;
            default -> Math.exp(random.nextDouble(-8, 16));
          };
    }
    return values;
  }
}
