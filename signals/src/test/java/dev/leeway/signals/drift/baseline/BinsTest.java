package dev.leeway.signals.drift.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BinsTest {
  private static final int ZERO = Integer.MIN_VALUE;

  @Test
  void aSmoothReferenceIsCutIntoTenths() {
    Map<Integer, Long> buckets = new TreeMap<>();
    for (int index = 0; index < 100; index++) {
      buckets.put(index, 10L);
    }
    Histogram reference = Histogram.of(buckets, 0);
    Bins bins = Bins.cut(reference);
    assertThat(bins.upperEdges()).containsExactly(9, 19, 29, 39, 49, 59, 69, 79, 89);
    assertThat(bins.countsOf(reference)).containsOnly(100).hasSize(10);
  }

  @Test
  void zeroIsABinOfItsOwn() {
    Bins bins = Bins.cut(Histogram.of(Map.of(10, 30L, 20, 30L, 30, 30L), 10));
    assertThat(bins.upperEdges().getFirst()).isEqualTo(ZERO);
    assertThat(bins.countsOf(Histogram.of(Map.of(-500, 1L), 7))[0]).isEqualTo(7);
  }

  @Test
  void aTieStandsAloneWithRoomUnderAndOver() {
    Bins bins = Bins.cut(Histogram.of(Map.of(50, 1_000L), 0));
    assertThat(bins.upperEdges()).containsExactly(49, 50);
    assertThat(bins.countsOf(Histogram.of(Map.of(49, 1L, 50, 2L, 51, 3L), 4)))
        .containsExactly(5, 2, 3);
  }

  @Test
  void aSmallRestBesideATieKeepsItsBin() {
    Bins bins = Bins.cut(Histogram.of(Map.of(35, 990L, 70, 10L), 0));
    assertThat(bins.upperEdges()).containsExactly(34, 35);
    assertThat(bins.countsOf(Histogram.of(Map.of(35, 5L, 70, 2L), 0))).containsExactly(0, 5, 2);
  }

  @Test
  void aReferenceOfZerosAloneHasRoomForMore() {
    Bins bins = Bins.cut(Histogram.of(Map.of(), 100));
    assertThat(bins.upperEdges()).containsExactly(ZERO);
    assertThat(bins.countsOf(Histogram.of(Map.of(3, 2L), 5))).containsExactly(5, 2);
  }

  @Test
  void anEmptyReferenceIsRefused() {
    assertThatThrownBy(() -> Bins.cut(Histogram.empty())).hasMessage("reference must hold runs: 0");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyReferenceHasFewBinsThatLoseNoRun(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Integer, Long> buckets = new TreeMap<>();
    for (int bucket = random.nextInt(1, 200); bucket > 0; bucket--) {
      long count = random.nextInt(20) == 0 ? random.nextInt(5_000) : random.nextInt(40);
      buckets.merge(random.nextInt(-600, 1_200), count, Long::sum);
    }
    Histogram reference = Histogram.of(buckets, random.nextInt(3) == 0 ? random.nextInt(500) : 1);
    Bins bins = Bins.cut(reference);
    assertThat(bins.size()).isBetween(2, Bins.BINS_MAX);
    assertThat(bins.upperEdges()).isSorted().doesNotHaveDuplicates();
    assertThat(Arrays.stream(bins.countsOf(reference)).sum()).isEqualTo(reference.count());

    StateWriter writer = new StateWriter(1);
    bins.encode(writer);
    assertThat(Bins.decode(new StateReader(writer.bytes(), 1))).isEqualTo(bins);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }
}
