package dev.leeway.signals.metric;

import static dev.leeway.signals.metric.Points.exponential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExponentialShapeTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @Test
  void bucketsHoldTheirUpperBoundAndNotTheirLower() {
    assertThat(ExponentialShape.indexOf(1, 0)).isEqualTo(-1);
    assertThat(ExponentialShape.indexOf(2, 0)).isZero();
    assertThat(ExponentialShape.indexOf(2.1, 0)).isEqualTo(1);
    assertThat(ExponentialShape.indexOf(4, 0)).isEqualTo(1);
    assertThat(ExponentialShape.indexOf(16, -2)).isZero();
    assertThat(ExponentialShape.indexOf(16.1, -2)).isEqualTo(1);
    assertThat(ExponentialShape.lowerBoundOf(2, -1)).isEqualTo(16);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mergingIsMergingTheValues(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] first = values(random);
    double[] second = values(random);
    int scale = random.nextInt(-3, 9);
    int other = random.nextInt(-3, 9);
    int coarser = Math.min(scale, other);
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertThat(exponential(scale, first).plus(exponential(other, second)))
        .isEqualTo(exponential(coarser, both));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mergingIsCommutativeAndAssociative(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ExponentialShape a = exponential(random.nextInt(-3, 9), values(random));
    ExponentialShape b = exponential(random.nextInt(-3, 9), values(random));
    ExponentialShape c = exponential(random.nextInt(-3, 9), values(random));
    assertThat(a.plus(b)).isEqualTo(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatWasMergedCanBeTakenAway(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ExponentialShape before = exponential(random.nextInt(-3, 9), values(random));
    ExponentialShape added = exponential(random.nextInt(-3, 9), values(random));
    ExponentialShape now = before.plus(added);
    assertThat(now.since(before)).contains(added.downscaledTo(now.scale()));
  }

  @Test
  void aGreaterThresholdTakesBucketsToZero() {
    ExponentialShape fine = exponential(0, 0.3, 0.6, 3);
    ExponentialShape coarse =
        new ExponentialShape(0, 0.6, 2, ExponentialBuckets.EMPTY, ExponentialBuckets.EMPTY);
    ExponentialShape both = fine.plus(coarse);
    assertThat(both.zeros()).isEqualTo(4);
    assertThat(both.positive()).isEqualTo(exponential(0, 3.0).positive());
  }

  @Test
  void widelyApartBucketsAreMergedAtACoarserScale() {
    ExponentialShape both = exponential(20, 1e-300).plus(exponential(20, 1e300));
    assertThat(both.count()).isEqualTo(2);
    assertThat(both.scale()).isLessThan(20);
  }

  @Test
  void refusesWhatIsNoHistogram() {
    assertThatThrownBy(() ->
            new ExponentialShape(21, 0, 0, ExponentialBuckets.EMPTY, ExponentialBuckets.EMPTY))
        .hasMessage("scale must be from -10 to 20: 21");
    assertThatThrownBy(() ->
            new ExponentialShape(
                0, Double.NaN, 0, ExponentialBuckets.EMPTY, ExponentialBuckets.EMPTY))
        .hasMessage("zero threshold must be >= 0: NaN");
  }

  private static double[] values(SplittableRandom random) {
    return random
        .doubles(random.nextInt(30), -6, 6)
        .map(value -> Math.abs(value) < 0.5 ? 0 : Math.signum(value) * Math.exp(value))
        .toArray();
  }
}
