package dev.leeway.streamjobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckpointPaceTest {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  @ParameterizedTest
  @CsvSource({"0, 2000", "100, 1900", "400, 1600", "1000, 4000", "2500, 10000", "60000, 10000"})
  void checkpointsTakeAFifthOfTheTimeAndAreAtMostTenSecondsApart(
      long tookMillis, long pauseMillis) {
    assertThat(CheckpointPace.pauseAfter(INTERVAL, Duration.ofMillis(tookMillis)))
        .isEqualTo(Duration.ofMillis(pauseMillis));
  }

  @Test
  void oneThatFailsIsFollowedByTheNext() {
    AtomicInteger taken = new AtomicInteger();
    try (CheckpointPace pace =
        CheckpointPace.start(
            Duration.ofMillis(1),
            () -> {
              taken.incrementAndGet();
              return CompletableFuture.failedFuture(new IllegalStateException("restarting"));
            })) {
      await().until(() -> taken.get() >= 3);
      assertThat(pace).isNotNull();
    }
  }

  @Test
  void anErrorDoesNotEndThem() {
    AtomicInteger taken = new AtomicInteger();
    try (CheckpointPace pace =
        CheckpointPace.start(
            Duration.ofMillis(1),
            () -> {
              taken.incrementAndGet();
              throw new NoClassDefFoundError("torn");
            })) {
      await().until(() -> taken.get() >= 3);
      assertThat(pace).isNotNull();
    }
  }

  @Test
  void thereIsNeverASecondOneUnderWay() {
    AtomicInteger taken = new AtomicInteger();
    CompletableFuture<Long> first = new CompletableFuture<>();
    try (CheckpointPace pace =
        CheckpointPace.start(
            Duration.ofMillis(1),
            () -> {
              taken.incrementAndGet();
              return first;
            })) {
      await().until(() -> taken.get() == 1);
      await().during(Duration.ofMillis(50)).until(() -> taken.get() == 1);
      first.complete(1L);
      await().until(() -> taken.get() > 1);
      assertThat(pace).isNotNull();
    }
  }
}
