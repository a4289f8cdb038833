package dev.leeway.streamjobs.sink;

import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * How long to wait before an attempt: doubling from {@code firstMillis} to {@code mostMillis}, each
 * drawn between its half and its whole so that many waiters do not come back at once.
 */
public record Backoff(long firstMillis, long mostMillis) implements Serializable {
  public static final Backoff DEFAULT = new Backoff(100, 5_000);

  public Backoff {
    if (!(firstMillis > 0 && mostMillis >= firstMillis)) {
      throw new IllegalArgumentException(
          "backoff must grow from above zero: " + firstMillis + " to " + mostMillis);
    }
  }

  /**
   * The pause before the next attempt.
   *
   * @param attempts how many attempts have failed, at least 1
   */
  public long delayMillis(int attempts, RandomGenerator random) {
    long whole = Math.min(mostMillis, firstMillis << Math.min(20, attempts - 1));
    return whole / 2 + random.nextLong(whole / 2 + 1);
  }
}
