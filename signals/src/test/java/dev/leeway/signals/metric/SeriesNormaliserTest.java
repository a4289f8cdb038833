package dev.leeway.signals.metric;

import static dev.leeway.signals.metric.Points.counter;
import static dev.leeway.signals.metric.Points.deltaCounter;
import static dev.leeway.signals.metric.Points.ended;
import static dev.leeway.signals.metric.Points.explicit;
import static dev.leeway.signals.metric.Points.exponential;
import static dev.leeway.signals.metric.Points.gauge;
import static dev.leeway.signals.metric.Points.histogram;
import static dev.leeway.signals.metric.Points.point;
import static dev.leeway.signals.metric.Points.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SeriesNormaliserTest {
  private static final double[] BOUNDS = {1, 10, 100};

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 50);
  }

  @Test
  void cumulativePointsBecomeDifferences() {
    SeriesWalk walk =
        new SeriesWalk().take(counter(5, 10, 3), counter(5, 20, 7), counter(5, 30, 7));
    assertThat(walk.sums()).containsExactly(3.0, 4.0, 0.0);
    assertThat(walk.increases).extracting(Step.Increase::startNanos).containsExactly(5L, 10L, 20L);
    assertThat(walk.marks()).containsExactly(Mark.FIRST.bit(), 0, 0);
  }

  @Test
  void aLaterStartIsARestartEvenIfTheValueIsGreater() {
    SeriesWalk walk = new SeriesWalk().take(counter(5, 10, 3), counter(15, 20, 7));
    assertThat(walk.sums()).containsExactly(3.0, 7.0);
    assertThat(walk.marks()).containsExactly(Mark.FIRST.bit(), Mark.RESET.bit());
  }

  @Test
  void aFallingValueIsARestartSinceThePointBefore() {
    SeriesWalk walk = new SeriesWalk().take(counter(5, 10, 9), counter(5, 20, 2));
    assertThat(walk.sums()).containsExactly(9.0, 2.0);
    assertThat(walk.increases.get(1).startNanos()).isEqualTo(10);
  }

  @Test
  void withoutAStartTheFirstPointIsABaseline() {
    SeriesWalk walk = new SeriesWalk().take(counter(0, 10, 1_000), counter(0, 20, 1_007));
    assertThat(walk.verdicts).containsExactly(Verdict.BASELINE, Verdict.STORED);
    assertThat(walk.sums()).containsExactly(7.0);
  }

  /** As the Collector's prometheus receiver says that it has just found a target. */
  @Test
  void aStartThatIsThePointsOwnTimeIsNoStart() {
    SeriesWalk walk =
        new SeriesWalk()
            .take(counter(10, 10, 1_000), counter(10, 20, 1_007), counter(10, 30, 1_009));
    assertThat(walk.sums()).containsExactly(7.0, 2.0);
  }

  @Test
  void aCollectorThatRestartsAddsNothing() {
    SeriesWalk walk =
        new SeriesWalk()
            .take(
                counter(10, 10, 1_000),
                counter(10, 20, 1_007),
                counter(25, 25, 1_010),
                counter(25, 35, 1_012));
    assertThat(walk.sums()).containsExactly(7.0, 3.0, 2.0);
  }

  @Test
  void whatCameBeforeAddsNothing() {
    SeriesWalk walk =
        new SeriesWalk()
            .take(counter(5, 10, 3), counter(5, 30, 8), counter(5, 20, 6), counter(5, 30, 8));
    assertThat(walk.verdicts)
        .containsExactly(Verdict.STORED, Verdict.STORED, Verdict.OUT_OF_ORDER, Verdict.DUPLICATE);
    assertThat(walk.total()).isEqualTo(8);
  }

  @Test
  void twoProcessesThatShareANameAreBothCounted() {
    SeriesWalk walk =
        new SeriesWalk()
            .take(
                counter(5, 10, 3),
                counter(7, 11, 40),
                counter(5, 20, 4),
                counter(7, 21, 41),
                counter(5, 30, 6));
    assertThat(walk.total()).isEqualTo(6 + 41);
  }

  @Test
  void moreProcessesThanAreRememberedNeverAddTheirLifetimesAgain() {
    SeriesWalk walk = new SeriesWalk();
    int processes = 3 * SeriesState.STREAMS_MAX;
    for (int export = 1; export <= 20; export++) {
      for (int process = 1; process <= processes; process++) {
        walk.take(counter(process, 1_000L * export + process, 100.0 * export));
      }
    }
    assertThat(walk.total()).isLessThanOrEqualTo(processes * 100.0 * 20);
  }

  @Test
  void aSeriesThatHasCountedForDaysWhenItIsFirstSeenIsABaseline() {
    long day = 24 * 3_600_000_000_000L;
    SeriesWalk walk = new SeriesWalk().take(counter(5, 6 + day, 1_000), counter(5, 7 + day, 1_003));
    assertThat(walk.sums()).containsExactly(3.0);
    assertThat(new SeriesWalk().take(counter(5, 5 + day, 1_000)).sums()).containsExactly(1_000.0);
  }

  @Test
  void gaugesAndCumulativeSumsThatMayFallPassAsTheyAre() {
    assertThat(new SeriesWalk().take(gauge(10, 5), gauge(20, 3)).sums()).containsExactly(5.0, 3.0);
    MetricSeries active = series(MetricKind.SUM, Temporality.CUMULATIVE, false);
    SeriesWalk walk =
        new SeriesWalk()
            .take(
                point(active, 5, 10, Totals.number(2)),
                point(active, 5, 20, Totals.number(-1)),
                point(active, 5, 20, Totals.number(-1)));
    assertThat(walk.sums()).containsExactly(2.0, -1.0);
    assertThat(walk.increases).extracting(Step.Increase::startNanos).containsOnly(0L);
    assertThat(walk.verdicts).endsWith(Verdict.DUPLICATE);
  }

  @Test
  void anEndIsNoZeroAndAReturnGoesOnWhereItWas() {
    MetricPoint last = counter(5, 10, 3);
    SeriesWalk walk = new SeriesWalk().take(last, ended(last, 20), counter(5, 30, 5));
    assertThat(walk.verdicts).containsExactly(Verdict.STORED, Verdict.STALE, Verdict.STORED);
    assertThat(walk.sums()).containsExactly(3.0, 2.0);
  }

  @Test
  void whatCountsNothingKnownIsSetAside() {
    MetricSeries unspecified = series(MetricKind.SUM, Temporality.UNSPECIFIED, true);
    assertThat(
            new SeriesWalk()
                .take(
                    point(unspecified, 5, 10, Totals.number(1)),
                    gauge(10, Double.NaN),
                    counter(5, 10, Double.POSITIVE_INFINITY))
                .verdicts)
        .containsExactly(Verdict.UNSPECIFIED, Verdict.INVALID, Verdict.INVALID);
  }

  @Test
  void summariesAddTheirCountsAndHaveNoDistribution() {
    MetricSeries summary = series(MetricKind.SUMMARY, Temporality.UNSPECIFIED, false);
    SeriesWalk walk =
        new SeriesWalk()
            .take(
                point(summary, 5, 10, new Totals(4, 2, NoShape.NONE)),
                point(summary, 5, 20, new Totals(9, 5, NoShape.NONE)));
    assertThat(walk.increases.get(1).totals()).isEqualTo(new Totals(5, 3, NoShape.NONE));
  }

  @Test
  void otherBoundariesMarkThePointAndKeepItsTotals() {
    SeriesWalk walk =
        new SeriesWalk()
            .take(
                histogram(5, 10, 3, explicit(BOUNDS, 1, 1, 0, 0)),
                histogram(5, 20, 60, explicit(new double[] {50}, 2, 1)),
                histogram(5, 30, 90, explicit(new double[] {50}, 3, 1)));
    assertThat(walk.marks())
        .containsExactly(Mark.FIRST.bit(), Mark.LAYOUT_CHANGED.bit() | Mark.UNDISTRIBUTED.bit(), 0);
    assertThat(walk.increases)
        .extracting(Step.Increase::totals)
        .containsExactly(
            new Totals(3, 2, explicit(BOUNDS, 1, 1, 0, 0)),
            new Totals(57, 1, NoShape.NONE),
            new Totals(30, 1, explicit(new double[] {50}, 1, 0)));
  }

  @Test
  void aNewVersionWithOtherBoundariesIsMarkedToo() {
    SeriesWalk walk =
        new SeriesWalk()
            .take(
                histogram(5, 10, 3, explicit(BOUNDS, 1, 1, 0, 0)),
                histogram(15, 20, 60, explicit(new double[] {50}, 2, 1)));
    assertThat(walk.marks().get(1)).isEqualTo(Mark.RESET.bit() | Mark.LAYOUT_CHANGED.bit());
    assertThat(walk.increases.get(1).totals().shape().count()).isEqualTo(3);
  }

  @Test
  void anExponentialHistogramThatWidensIsDifferencedAtItsNewScale() {
    SeriesWalk walk =
        new SeriesWalk()
            .take(
                histogram(5, 10, 3, exponential(5, 1.5, 1.6)),
                histogram(5, 20, 900, exponential(0, 1.5, 1.6, 800)));
    Shape added = walk.increases.get(1).totals().shape();
    assertThat(added).isEqualTo(exponential(0, 800));
    assertThat(walk.marks().get(1)).isEqualTo(Mark.LAYOUT_CHANGED.bit());
  }

  @Test
  void aStateIsSmall() {
    SeriesWalk counter = new SeriesWalk();
    SeriesWalk level = new SeriesWalk();
    for (int i = 0; i < 100; i++) {
      long time = 1_795_340_000_000_000_000L + i * 60_000_000_000L;
      counter.take(counter(1_795_330_000_000_000_000L, time, i));
      level.take(gauge(time, i));
    }
    assertThat(counter.stateBytes()).isLessThan(60);
    assertThat(level.stateBytes()).isLessThan(120);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anySplitOfACumulativeSeriesGivesTheSameTotal(long seed) {
    Random random = new Random(seed);
    List<MetricPoint> all = cumulative(random, 40);
    double whole = new SeriesWalk().take(all.toArray(MetricPoint[]::new)).total();
    List<MetricPoint> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean lastOfProcess =
          i + 1 == all.size() || all.get(i + 1).startNanos() != all.get(i).startNanos();
      if (lastOfProcess || random.nextInt(3) == 0) {
        some.add(all.get(i));
      }
    }
    assertThat(new SeriesWalk().take(some.toArray(MetricPoint[]::new)).total()).isEqualTo(whole);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void retriesAddNothing(long seed) {
    Random random = new Random(seed);
    List<MetricPoint> all = cumulative(random, 30);
    double whole = new SeriesWalk().take(all.toArray(MetricPoint[]::new)).total();
    SeriesWalk walk = new SeriesWalk();
    for (int i = 0; i < all.size(); i++) {
      walk.take(all.get(i), all.get(random.nextInt(i + 1)));
    }
    assertThat(walk.total()).isEqualTo(whole);
  }

  /** Requests of one sender lie in several partitions, which are not read at one pace. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void deltasAddUpInAnyOrderOfAFewAndTwice(long seed) {
    Random random = new Random(seed);
    List<MetricPoint> points = new ArrayList<>();
    double whole = 0;
    for (int i = 0; i < 60; i++) {
      points.add(deltaCounter(1_000 + i * 10, 1_010 + i * 10, i));
      whole += i;
    }
    for (int from = 0; from < points.size(); from += 6) {
      Collections.shuffle(points.subList(from, from + 6), random);
    }
    SeriesWalk walk = new SeriesWalk();
    points.forEach(point -> walk.take(point, point));
    assertThat(walk.total()).isEqualTo(whole);
    assertThat(walk.verdicts).containsOnly(Verdict.STORED, Verdict.DUPLICATE);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void countsOfHistogramsAreConserved(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean exponential = seed % 2 == 0;
    SeriesWalk walk = new SeriesWalk();
    double[] values = new double[0];
    long[] counts = new long[BOUNDS.length + 1];
    double sum = 0;
    for (int i = 1; i <= 20; i++) {
      double value = Math.exp(random.nextDouble(-3, 8));
      sum += value;
      values = Arrays.copyOf(values, i);
      values[i - 1] = value;
      counts[value <= 1 ? 0 : value <= 10 ? 1 : value <= 100 ? 2 : 3]++;
      int scale = Math.max(-2, 6 - i / 3);
      Shape shape = exponential ? exponential(scale, values) : explicit(BOUNDS, counts.clone());
      walk.take(histogram(5, 10 + i, sum, shape));
    }
    long stored =
        walk.increases.stream()
            .mapToLong(increase -> {
              MetricSketch sketch = MetricSketch.of(increase.totals(), 1, Double.NaN, Double.NaN);
              long placed = sketch.buckets().values().stream().mapToLong(n -> n).sum();
              assertThat(placed + sketch.zeros() + sketch.negatives() + sketch.undistributed())
                  .isEqualTo(increase.totals().count());
              return increase.totals().shape().count();
            })
            .sum();
    assertThat(stored).isEqualTo(20);
    assertThat(walk.total()).isCloseTo(sum, within(1e-6));
  }

  /** A counter of whole numbers over a few processes. */
  private static List<MetricPoint> cumulative(Random random, int points) {
    List<MetricPoint> all = new ArrayList<>();
    long time = 100;
    long start = 50;
    double value = 0;
    for (int i = 0; i < points; i++) {
      time += 1 + random.nextInt(20);
      if (i > 0 && random.nextInt(8) == 0) {
        start = time;
        time++;
        value = 0;
      }
      value += random.nextInt(100);
      all.add(counter(start, time, value));
    }
    return all;
  }
}
