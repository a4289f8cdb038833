package dev.leeway.streamjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InputClockTest {
  private static final long WALL = 1_000_000;
  private final InputClock clock = new InputClock(WALL);

  @Test
  void aBacklogIsReadInItsOwnTime() {
    clock.record(0, 100, WALL);

    assertThat(clock.at(WALL + 1_000)).isEqualTo(1_100);
  }

  @Test
  void theSlowestPartitionLeads() {
    clock.record(0, 5_000, WALL);
    clock.record(1, 100, WALL);

    assertThat(clock.at(WALL)).isEqualTo(100);
  }

  @Test
  void withoutRecordsItIsTheWallClock() {
    clock.record(0, 100, WALL);

    assertThat(clock.at(WALL + InputClock.QUIET_MILLIS)).isEqualTo(WALL + InputClock.QUIET_MILLIS);
  }

  @Test
  void aStandstillOfTheJobIsNoSilence() {
    clock.record(0, 100, WALL);
    clock.tick(WALL + 1_000);
    clock.tick(WALL + 600_000);

    assertThat(clock.at(WALL + 600_000)).isEqualTo(1_100);
  }

  @Test
  void itNeverGoesBack() {
    clock.record(0, 5_000, WALL);
    assertThat(clock.at(WALL)).isEqualTo(5_000);
    clock.record(1, 100, WALL);

    assertThat(clock.at(WALL)).isEqualTo(5_000);
  }
}
