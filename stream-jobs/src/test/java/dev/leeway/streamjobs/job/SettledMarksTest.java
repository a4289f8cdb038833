package dev.leeway.streamjobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.streamjobs.job.PartitionLag.Positions;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettledMarksTest {
  private final SettledMarks marks = new SettledMarks();

  @Test
  void aTimeIsSettledOnceWhatWasThereIsHeldAndThenClosed() {
    assertThat(marks.look(positions(100, 50), 900, 1_000, 1_000)).isZero();
    assertThat(marks.look(positions(120, 99), 1_900, 2_000, 2_000)).isZero();
    // Held now, but operators may still wait with what they got meanwhile.
    assertThat(marks.look(positions(140, 100), 2_900, 3_000, 3_000)).isZero();
    assertThat(marks.look(positions(160, 120), 3_500, 4_000, 4_000)).isEqualTo(1_000);
  }

  @Test
  void trafficThatGoesOnDoesNotHoldItBack() {
    long settled = 0;
    for (long second = 1; second <= 100; second++) {
      settled =
          marks.look(
              positions(second * 10, second * 10 - 20),
              second * 1_000 - 5_000,
              second * 1_000 - 40,
              second * 1_000);
    }
    assertThat(settled).isBetween(85_000L, 99_000L);
  }

  @Test
  void whatIsAcceptedWhileTheEndsAreReadIsNotSettledByThem() {
    marks.look(positions(100, 100), 0, 1_000, 9_000);
    assertThat(marks.look(positions(100, 100), 9_500, 9_600, 9_700)).isEqualTo(1_000);
  }

  @Test
  void everyPartitionCounts() {
    marks.look(
        new Positions(Map.of("a", 10L, "b", 10L), Map.of("a", 10L, "b", 9L)), 0, 1_000, 1_000);
    assertThat(
            marks.look(
                new Positions(Map.of("a", 10L, "b", 10L), Map.of("a", 10L, "b", 9L)),
                9_000,
                2_000,
                2_000))
        .isZero();
  }

  private static Positions positions(long end, long held) {
    return new Positions(Map.of("otlp_spans-0", end), Map.of("otlp_spans-0", held));
  }
}
