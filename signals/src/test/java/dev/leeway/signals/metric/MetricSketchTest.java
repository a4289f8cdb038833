package dev.leeway.signals.metric;

import static dev.leeway.signals.metric.Points.explicit;
import static dev.leeway.signals.metric.Points.exponential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MetricSketchTest {
  private static final double NONE = Double.NaN;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @Test
  void aLoneValueIsInTheMiddleOfItsBucket() {
    MetricSketch sketch = of(explicit(new double[] {1, 100}, 0, 1, 0));
    assertThat(sketch.buckets()).isEqualTo(Map.of(Buckets.indexOf(10), 1L));
  }

  @Test
  void millisecondsBecomeSeconds() {
    MetricSketch sketch =
        MetricSketch.of(totals(explicit(new double[] {1_000, 100_000}, 0, 1, 0)), 1e-3, NONE, NONE);
    assertThat(sketch.buckets()).isEqualTo(Map.of(Buckets.indexOf(10), 1L));
  }

  @Test
  void extremesNarrowTheOutermostBuckets() {
    ExplicitShape shape = explicit(new double[] {5, 10}, 1, 0, 1);
    MetricSketch sketch = MetricSketch.of(totals(shape), 1, 4.9, 2_000);
    Distribution values = Distribution.of(0, sketch.buckets());
    assertThat(values.min()).isCloseTo(4.95, within(0.1));
    assertThat(values.max()).isCloseTo(Math.sqrt(10 * 2_000.0), within(2.0));
  }

  @Test
  void withoutAMaximumTheLastBucketIsItsLowerBound() {
    assertThat(of(explicit(new double[] {10}, 0, 3)).buckets())
        .isEqualTo(Map.of(Buckets.indexOf(10), 3L));
  }

  @Test
  void zerosNegativesAndUnknownsAreCounted() {
    MetricSketch sketch = of(explicit(new double[] {-10, 0, 10}, 1, 2, 4, 0));
    assertThat(sketch.negatives()).isEqualTo(3);
    assertThat(of(explicit(new double[] {0, 10}, 5, 0, 0)).zeros()).isEqualTo(5);
    assertThat(of(exponential(2, -1, -2, 0, 3)).negatives()).isEqualTo(2);
    assertThat(of(exponential(2, -1, -2, 0, 3)).zeros()).isEqualTo(1);
    assertThat(MetricSketch.of(new Totals(1, 7, NoShape.NONE), 1, NONE, NONE).undistributed())
        .isEqualTo(7);
  }

  @Test
  void bucketsAsWideAsNumbersGoKeepTheirCounts() {
    double huge = Double.MAX_VALUE;
    assertThat(countOf(of(explicit(new double[] {-1e308, 1e308}, 0, 33, 0)))).isEqualTo(33);
    assertThat(countOf(of(explicit(new double[] {0.5, huge}, 0, 33, 0)))).isEqualTo(33);
    assertThat(countOf(of(explicit(new double[] {Double.MIN_VALUE, huge}, 0, 33, 0))))
        .isEqualTo(33);
    ExponentialShape widest =
        new ExponentialShape(
            -10, 0, 0, ExponentialBuckets.of(-1, new long[] {33, 40}), ExponentialBuckets.EMPTY);
    assertThat(countOf(of(widest))).isEqualTo(73);
  }

  private static long countOf(MetricSketch sketch) {
    return sketch.zeros()
        + sketch.negatives()
        + sketch.undistributed()
        + sketch.buckets().values().stream().mapToLong(Long::longValue).sum();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void countsAreConservedAndQuantilesAreWithinTheirBucket(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] bounds = {0, 0.01, 0.1, 1, 10, 100, 1_000};
    long[] counts = new long[bounds.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(3) == 0 ? random.nextLong(100_000) : random.nextLong(40);
    }
    counts[3]++;
    ExplicitShape shape = explicit(bounds, counts);
    MetricSketch sketch = of(shape);
    long placed = sketch.buckets().values().stream().mapToLong(n -> n).sum();
    assertThat(placed + sketch.zeros() + sketch.negatives()).isEqualTo(shape.count());
    Distribution values = Distribution.of(sketch.zeros(), sketch.buckets());
    for (double q : new double[] {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99}) {
      long rank = (long) (q * (shape.count() - 1));
      int bucket = 0;
      for (long below = counts[0]; below <= rank; below += counts[bucket]) {
        bucket++;
      }
      double lower = bucket == 0 ? 0 : bounds[bucket - 1];
      double upper = bounds[Math.min(bucket, bounds.length - 1)];
      assertThat(values.quantile(q)).isBetween(lower * 0.98, upper * 1.02 + 1e-6);
    }
  }

  /** Few are placed one by one and many bucket by bucket: the same way. */
  @Test
  void manyValuesAreSpreadAsFewAre() {
    long count = 1_000;
    MetricSketch many = of(explicit(new double[] {1, 100}, 0, count, 0));
    Distribution values = Distribution.of(0, many.buckets());
    assertThat(values.count()).isEqualTo(count);
    assertThat(values.quantile(0.5)).isCloseTo(10, within(0.3));
    assertThat(values.quantile(0.25)).isCloseTo(Math.sqrt(10), within(0.1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void fineExponentialHistogramsAreAsGoodAsTheValues(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles(300, -3, 6).map(Math::exp).toArray();
    MetricSketch sketch = of(exponential(7, values));
    Distribution exact = Distribution.ofValues(values);
    Distribution read = Distribution.of(sketch.zeros(), sketch.buckets());
    for (double q : new double[] {0, 0.1, 0.5, 0.9, 1}) {
      assertThat(read.quantile(q) / exact.quantile(q)).isCloseTo(1, within(0.03));
    }
  }

  private static MetricSketch of(Shape shape) {
    return MetricSketch.of(totals(shape), 1, NONE, NONE);
  }

  private static Totals totals(Shape shape) {
    return new Totals(1, shape.count(), shape);
  }
}
