package dev.leeway.streamjobs.store;

import dev.leeway.storage.StorageException;
import dev.leeway.streamjobs.sink.Backoff;
import dev.leeway.streamjobs.sink.Pause;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks ClickHouse, and while it is away asks again; {@code leeway.storage.unanswered} shows how
 * often in a row. Not thread-safe.
 */
final class PatientQuestions {
  private static final Logger LOG = LoggerFactory.getLogger(PatientQuestions.class);
  private final Backoff backoff;
  private final Pause pause;
  private final RandomGenerator random = new SplittableRandom();
  private final AtomicLong unanswered = new AtomicLong();

  PatientQuestions(Backoff backoff, Pause pause, MetricGroup metrics) {
    this.backoff = backoff;
    this.pause = pause;
    metrics.gauge("leeway.storage.unanswered", (Gauge<Long>) unanswered::get);
  }

  /** A permanent refusal fails the task: it would only be asked again. */
  <T> T answered(Supplier<T> question) throws InterruptedException {
    for (int attempts = 1; ; attempts++) {
      try {
        T answer = question.get();
        unanswered.set(0);
        return answer;
      } catch (StorageException e) {
        if (!e.retryable()) {
          throw e;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException("stopped while asking storage");
        }
        unanswered.set(attempts);
        if (attempts == 1 || attempts % 20 == 0) {
          LOG.warn("lookup failed, attempt {}, trying on: {}", attempts, e.getMessage());
        }
        pause.millis(backoff.delayMillis(attempts, random));
      }
    }
  }
}
