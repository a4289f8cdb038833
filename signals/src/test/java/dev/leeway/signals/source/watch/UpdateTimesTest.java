package dev.leeway.signals.source.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class UpdateTimesTest {
  private static final long HOUR = 3_600_000;

  @Test
  void theLongestGapIsRememberedWhenItsUpdatesAreNoLongerKept() {
    UpdateTimes times = new UpdateTimes();
    times.add(0, 0);
    for (int i = 0; i < 2 * UpdateTimes.KEPT_MAX; i++) {
      times.add(10 * HOUR + i * HOUR, 10 * HOUR + i * HOUR);
    }
    assertThat(times.until(Long.MAX_VALUE)).hasSize(UpdateTimes.KEPT_MAX);
    assertThat(times.rhythmAt(Long.MAX_VALUE).medianSeconds()).isEqualTo(3_600);
    assertThat(times.rhythmAt(Long.MAX_VALUE).longestSeconds()).isEqualTo(36_000);
    assertThat(times.firstMillis()).isZero();
  }

  @Test
  void whatWasHeardLaterWasNotKnownBefore() {
    UpdateTimes times = new UpdateTimes();
    times.add(HOUR, 3 * HOUR);
    assertThat(times.newestAt(2 * HOUR)).isNull();
    assertThat(times.newestAt(3 * HOUR)).isEqualTo(HOUR);
  }

  @Test
  void timesThatAScrapeMovedAreOneUpdate() {
    UpdateTimes times = new UpdateTimes();
    times.add(HOUR + 400, HOUR + 400);
    times.add(HOUR, HOUR);
    times.add(HOUR + 4_000, HOUR + 4_000);
    assertThat(times.until(Long.MAX_VALUE)).containsExactly(HOUR);
    assertThat(times.isNews(HOUR + 4_999)).isFalse();
    assertThat(times.isNews(HOUR + 5_000)).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfArrivalMakesNoDifference(long seed) {
    List<Long> updates =
        new ArrayList<>(LongStream.range(0, 60).map(i -> i * HOUR).boxed().toList());
    UpdateTimes inOrder = new UpdateTimes();
    updates.forEach(update -> inOrder.add(update, update));
    Collections.shuffle(updates, new Random(seed));
    UpdateTimes shuffled = new UpdateTimes();
    updates.forEach(update -> shuffled.add(update, update));

    assertThat(bytes(shuffled)).isEqualTo(bytes(inOrder));
    UpdateTimes read = UpdateTimes.decode(new StateReader(bytes(inOrder), 1));
    assertThat(bytes(read)).isEqualTo(bytes(inOrder));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 5);
  }

  private static byte[] bytes(UpdateTimes times) {
    StateWriter out = new StateWriter(1);
    times.encode(out);
    return out.bytes();
  }
}
