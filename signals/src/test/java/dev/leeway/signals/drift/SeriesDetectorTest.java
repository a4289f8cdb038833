package dev.leeway.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Buckets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesDetectorTest {
  private static final long START = Feed.START;
  private static final DriftConfig CONFIG = DriftConfig.defaults();

  enum Shape {
    LOG_NORMAL,
    FEW_WHOLE_NUMBERS,
    ONE_VALUE,
    MOSTLY_ZERO,
    TWO_HUMPS,
    EVERY_SCALE;

    double value(SplittableRandom random) {
      return switch (this) {
        case LOG_NORMAL -> 1_000 * Math.exp(0.6 * random.nextGaussian());
        case FEW_WHOLE_NUMBERS -> 1 + random.nextInt(4);
        case ONE_VALUE -> 7;
        case MOSTLY_ZERO -> random.nextInt(10) == 0 ? random.nextDouble() : 0;
        case TWO_HUMPS -> random.nextBoolean() ? 10 + random.nextDouble() : 1e6;
        case EVERY_SCALE -> Math.pow(10, -5 + 16 * random.nextDouble());
      };
    }
  }

  /**
   * Of 20 series of each shape, through a day of panes: calm, moved, with gaps, and after resets.
   */
  @ParameterizedTest
  @EnumSource
  void eProcessesOfASliceAndSignalStayBelowTwoKilobytes(Shape shape) {
    for (long seed = 1; seed <= 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      assertThat(bytesMax(new Watch.Distribution("tokens", "", "runs"), shape, random))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(2_048);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "MOSTLY_ZERO")
  void thoseOfARateAreSmaller(Shape shape) {
    Watch rate = new Watch.Rate("bad runs", Set.of("OK"));
    assertThat(bytesMax(rate, shape, new SplittableRandom(21))).isLessThanOrEqualTo(512);
  }

  private static int bytesMax(Watch watch, Shape shape, SplittableRandom random) {
    Histogram normal = values(shape, 3_000, 1, random);
    Bins bins = SeriesDetector.binsOf(watch, normal);
    List<Histogram> hours = List.of(values(shape, 500, 1, random), values(shape, 500, 1, random));
    Reference reference =
        Reference.of(bins, normal, new Spread(hours, List.of()), START, START + 1, START + 1);
    SeriesDetector detector = SeriesDetector.of(watch, bins);
    int most = 0;
    long at = START;
    for (int pane = 0; pane < 288; pane++) {
      at += 300_000L * (1 + random.nextInt(3));
      Histogram counts = values(shape, random.nextInt(60), pane < 200 ? 1 : 1.7, random);
      detector.step(bins.countsOf(counts), reference, CONFIG, at);
      if (random.nextInt(100) == 0) {
        detector.reset();
      }
      StateWriter writer = new StateWriter(1);
      detector.encode(writer);
      most = Math.max(most, writer.bytes().length);
    }
    return most;
  }

  private static Histogram values(Shape shape, int count, double factor, SplittableRandom random) {
    Map<Integer, Long> buckets = new HashMap<>();
    long zeros = 0;
    for (int value = 0; value < count; value++) {
      double drawn = factor * shape.value(random);
      if (drawn == 0) {
        zeros++;
      } else {
        buckets.merge(Buckets.indexOf(Math.clamp(drawn, 1e-6, 1e12)), 1L, Long::sum);
      }
    }
    return Histogram.of(buckets, zeros);
  }
}
