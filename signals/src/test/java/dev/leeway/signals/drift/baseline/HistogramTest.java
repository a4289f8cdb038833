package dev.leeway.signals.drift.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Buckets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistogramTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void additionIsExactInAnyOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Histogram a = any(random);
    Histogram b = any(random);
    Histogram c = any(random);
    assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(Histogram.sumOf(List.of(c, a, b))).isEqualTo(a.plus(b).plus(c));
    assertThat(a.plus(Histogram.empty())).isEqualTo(a);
    assertThat(a.plus(b).count()).isEqualTo(a.count() + b.count());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void bytesBringBackTheSame(long seed) {
    Histogram histogram = any(new SplittableRandom(seed));
    StateWriter writer = new StateWriter(1);
    histogram.encode(writer);
    assertThat(Histogram.decode(new StateReader(writer.bytes(), 1))).isEqualTo(histogram);
  }

  @Test
  void whatIsTakenBackLeavesNothing() {
    Histogram more = Histogram.of(Map.of(5, 3L), 2);
    Histogram less = Histogram.of(Map.of(5, -3L), -2);
    assertThat(more.plus(less)).isEqualTo(Histogram.empty());
    assertThat(more.plus(less).isEmpty()).isTrue();
    assertThat(Histogram.of(Map.of(1, -4L, 2, 4L), -1).withoutNegatives())
        .isEqualTo(Histogram.of(Map.of(2, 4L), 0));
  }

  @Test
  void quantilesAreWithinOnePercent() {
    Map<Integer, Long> buckets = new TreeMap<>();
    for (int value = 1; value <= 1_000; value++) {
      buckets.merge(Buckets.indexOf(value), 1L, Long::sum);
    }
    Histogram histogram = Histogram.of(buckets, 0);
    assertThat(histogram.quantile(0.5)).isCloseTo(500, within(6.0));
    assertThat(histogram.quantile(0.99)).isCloseTo(990, within(11.0));
    assertThat(histogram.quantile(1)).isCloseTo(1_000, within(11.0));
    assertThat(Histogram.of(Map.of(5, 1L), 9).quantile(0.5)).isZero();
    assertThat(Histogram.empty().quantile(0.5)).isNaN();
    assertThatThrownBy(() -> histogram.quantile(Double.NaN))
        .hasMessage("share must be within [0, 1]: NaN");
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  private static Histogram any(SplittableRandom random) {
    Map<Integer, Long> buckets = new TreeMap<>();
    for (int bucket = random.nextInt(60); bucket > 0; bucket--) {
      buckets.put(random.nextInt(-700, 1_400), random.nextLong(-5, 1_000));
    }
    return Histogram.of(buckets, random.nextLong(-3, 50));
  }
}
