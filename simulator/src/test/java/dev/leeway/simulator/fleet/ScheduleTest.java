package dev.leeway.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void theDemoHasAtLeast2500RunsPerAgentOverEightDays() {
    List<Instant> starts = Schedule.DEMO.starts(NOW, 1);
    assertThat(starts).hasSizeGreaterThan(2500).isSorted();
    assertThat(starts.getFirst()).isBetween(NOW.minus(Duration.ofDays(8)), NOW.minusSeconds(86400));
    assertThat(starts.getLast()).isBefore(NOW);
  }

  @Test
  void theLastHoursAreDense() {
    Instant denseFrom = NOW.minus(Schedule.DEMO.dense());
    long dense =
        Schedule.DEMO.starts(NOW, 1).stream().filter(start -> start.isAfter(denseFrom)).count();
    assertThat(dense).isBetween(1900L, 2420L);
  }

  @Test
  void theSameSeedGivesTheSameStarts() {
    assertThat(Schedule.DEMO.starts(NOW, 5)).isEqualTo(Schedule.DEMO.starts(NOW, 5));
  }
}
