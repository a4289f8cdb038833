package dev.leeway.streamjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.streamjobs.checkpoint.CommitHorizon;
import org.junit.jupiter.api.Test;

final class SettledUntilTest {
  private final CommitHorizon horizon = new CommitHorizon(0);
  private final SettledUntil settled = new SettledUntil(horizon);

  @Test
  void whatWasClosedIsSettledWhenItIsStored() {
    settled.look(1_000, 1_000);
    assertThat(settled.millis()).isZero();

    storedUpTo(1_500);
    settled.look(2_000, 2_000);
    assertThat(settled.millis()).isEqualTo(1_000);
  }

  @Test
  void aRunThatWaitsHoldsItBackAndThenNoLonger() {
    settled.look(400, 1_000);
    storedUpTo(1_500);
    settled.look(400, 2_000);
    assertThat(settled.millis()).isEqualTo(400);

    storedUpTo(2_500);
    settled.look(2_900, 3_000);
    assertThat(settled.millis()).isEqualTo(400);

    storedUpTo(3_500);
    settled.look(3_900, 4_000);
    assertThat(settled.millis()).isEqualTo(2_900);
  }

  /** Two checkpoints: the later one proves what the one before it held. */
  private void storedUpTo(long millis) {
    horizon.snapshotTaken(2 * millis, millis);
    horizon.completed(2 * millis);
    horizon.snapshotTaken(2 * millis + 1, millis + 1);
    horizon.completed(2 * millis + 1);
  }
}
