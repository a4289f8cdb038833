package dev.leeway.streamjobs.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one checkpoint after the other: each interval while they are cheap, and further apart when
 * they take long. Heap state is written whole each time; at a fixed interval a busy job would spend
 * a third of its processor on writing the same open runs again and again.
 */
final class CheckpointPace implements AutoCloseable {
  /** Checkpoints may take a fifth of the time. */
  private static final int PAUSE_PER_DURATION = 4;

  /** More, when they take longer: what is stored is not shown later for throughput alone. */
  private static final Duration PAUSE_MAX = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointPace.class);

  /** Longer than Flink's own limit for one. */
  private static final Duration LOST_AFTER = Duration.ofMinutes(11);

  private final Duration interval;
  private final Supplier<CompletableFuture<Long>> checkpoint;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("checkpoint-pace").factory());

  /** Of the timer's thread alone. */
  private int failuresInARow;

  private CheckpointPace(Duration interval, Supplier<CompletableFuture<Long>> checkpoint) {
    this.interval = interval;
    this.checkpoint = checkpoint;
  }

  /**
   * Begins with a pause.
   *
   * @param checkpoint triggers one; the answer comes when it has completed or failed
   */
  static CheckpointPace start(Duration interval, Supplier<CompletableFuture<Long>> checkpoint) {
    CheckpointPace pace = new CheckpointPace(interval, checkpoint);
    pace.after(interval);
    return pace;
  }

  /** From the end of a checkpoint that took so long to the start of the next. */
  static Duration pauseAfter(Duration interval, Duration took) {
    Duration rest = interval.minus(took);
    Duration spaced = took.multipliedBy(PAUSE_PER_DURATION);
    Duration bounded = spaced.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : spaced;
    return rest.compareTo(bounded) > 0 ? rest : bounded;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What is scheduled reports its failures itself.
  private void after(Duration pause) {
    if (!timer.isShutdown()) {
      timer.schedule(this::take, pause.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void take() {
    long begin = System.nanoTime();
    triggered()
        .orTimeout(LOST_AFTER.toSeconds(), TimeUnit.SECONDS)
        .whenCompleteAsync(
            (id, failure) -> {
              report(failure);
              after(pauseAfter(interval, Duration.ofNanos(System.nanoTime() - begin)));
            },
            timer);
  }

  /** An Error too: after anything else than an answer there would never be another checkpoint. */
  private CompletableFuture<Long> triggered() {
    try {
      return checkpoint.get();
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void report(@Nullable Throwable failure) {
    failuresInARow = failure == null ? 0 : failuresInARow + 1;
    if (failuresInARow == 1) {
      LOG.warn("a checkpoint did not complete, trying on: {}", String.valueOf(failure));
    }
  }

  /** Takes no further ones; one under way goes on. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
