package dev.leeway.signals.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.serving.GpuMemory.Told;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuMemoryTest {
  private static final String BYTES_V1 = "0101d00f405000000000000040340000000000007ff8000000000000";

  private record Point(String metric, long at, double bytes) {}

  @Test
  void nothingIsSaidBeforeBothPartsOfAMomentAreKnown() {
    GpuMemory memory = new GpuMemory();
    assertThat(memory.add(GpuMemory.USED, 1_000, 60)).isEmpty();
    assertThat(memory.add(GpuMemory.FREE, 2_000, 20)).isEmpty();
    assertThat(memory.add(GpuMemory.FREE, 1_000, 20)).containsExactly(new Told(0.25, 1));
  }

  @Test
  void ofUsedAndAllTheRestIsFree() {
    GpuMemory memory = new GpuMemory();
    memory.add(GpuMemory.TOTAL, 1_000, 80);
    assertThat(memory.add(GpuMemory.USED, 1_000, 60)).containsExactly(new Told(0.25, 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsLeftStandingIsTheSameInWhateverOrderPointsCome(long seed) {
    List<Point> points = new ArrayList<>();
    for (long at = 1; at <= 4; at++) {
      points.add(new Point(GpuMemory.USED, at, 60 + at));
      points.add(new Point(GpuMemory.FREE, at, 15));
      points.add(new Point(GpuMemory.TOTAL, at, 80));
    }
    Map<Double, Integer> inOrder = standing(points);
    Collections.shuffle(points, new Random(seed));
    assertThat(standing(points)).isEqualTo(inOrder).hasSize(4);
  }

  private static Map<Double, Integer> standing(List<Point> points) {
    Map<Double, Integer> standing = new TreeMap<>();
    GpuMemory memory = new GpuMemory();
    for (Point point : points) {
      memory = GpuMemory.of(memory.bytes());
      memory
          .add(point.metric(), point.at(), point.bytes())
          .forEach(told -> standing.merge(told.share(), told.weight(), Integer::sum));
    }
    standing.values().removeIf(weight -> weight == 0);
    return standing;
  }

  @Test
  void momentsBeyondTheNewestEightAreForgotten() {
    GpuMemory memory = new GpuMemory();
    for (long at = 1; at <= 1_000; at++) {
      memory.add(GpuMemory.USED, at, 1);
    }
    assertThat(memory.bytes().length).isLessThan(250);
    assertThat(memory.add(GpuMemory.FREE, 992, 1)).isEmpty();
    assertThat(memory.add(GpuMemory.FREE, 993, 1)).containsExactly(new Told(0.5, 1));
  }

  @Test
  void whatNoMemoryHoldsIsPassedOver() {
    GpuMemory memory = new GpuMemory();
    memory.add(GpuMemory.USED, 1, 60);
    assertThat(memory.add(GpuMemory.FREE, 1, Double.NaN)).isEmpty();
    assertThat(memory.add(GpuMemory.FREE, 1, -1)).isEmpty();
    assertThat(memory.add(GpuMemory.TOTAL, 1, 50)).as("less than is used").isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> memory.add("gpu.util", 1, 1));
  }

  @Test
  void bytesOfTheFirstVersionAreReadForEver() {
    GpuMemory memory = new GpuMemory();
    memory.add(GpuMemory.USED, 1_000, 64);
    memory.add(GpuMemory.FREE, 1_000, 20);
    assertThat(HexFormat.of().formatHex(memory.bytes())).isEqualTo(BYTES_V1);
    GpuMemory read = GpuMemory.of(HexFormat.of().parseHex(BYTES_V1));
    assertThat(read.bytes()).isEqualTo(memory.bytes());
    assertThat(read.add(GpuMemory.TOTAL, 1_000, 90)).as("free is told better").isEmpty();
  }
}
