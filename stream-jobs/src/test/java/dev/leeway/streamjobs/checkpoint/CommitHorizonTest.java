package dev.leeway.streamjobs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CommitHorizonTest {
  @Test
  void nothingIsKnownToBeStoredBeforeACheckpointCompletes() {
    CommitHorizon horizon = new CommitHorizon(100);
    horizon.snapshotTaken(1, 200);

    assertThat(horizon.covers(0)).isFalse();
  }

  @Test
  void theFirstCompletedCheckpointProvesOnlyWhatWasRestored() {
    CommitHorizon horizon = new CommitHorizon(100);
    horizon.snapshotTaken(7, 200);
    horizon.completed(7);

    assertThat(horizon.covers(99)).isTrue();
    assertThat(horizon.covers(100)).isFalse();
  }

  @Test
  void aCompletedCheckpointProvesWhatTheOneBeforeItHeld() {
    CommitHorizon horizon = new CommitHorizon(100);
    horizon.snapshotTaken(1, 200);
    horizon.completed(1);
    horizon.snapshotTaken(2, 300);
    assertThat(horizon.covers(150)).isFalse();
    horizon.completed(2);

    assertThat(horizon.covers(199)).isTrue();
    assertThat(horizon.covers(200)).isFalse();
  }

  @Test
  void anAbortedCheckpointProvesNothing() {
    CommitHorizon horizon = new CommitHorizon(100);
    horizon.snapshotTaken(1, 200);
    horizon.snapshotTaken(2, 300);
    horizon.completed(2);

    assertThat(horizon.covers(99)).isTrue();
    assertThat(horizon.covers(250)).isFalse();
  }
}
