package dev.leeway.webui.lag;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks storage how far behind Leeway is, once in a while for everybody who wants to know: open
 * pages ask all the time, and all of them the same. Thread-safe; while one asks, the others wait
 * for that answer.
 */
public final class LagReader {
  /** Pages and the webhook look every ten seconds. */
  static final Duration ASK_EVERY = Duration.ofSeconds(8);

  private final Supplier<LagReading> storage;
  private final InstantSource clock;
  private @Nullable Answer last;

  /**
   * Nothing is asked yet.
   *
   * @param storage may throw where it does not answer; that is told to everybody too
   */
  public LagReader(Supplier<LagReading> storage, InstantSource clock) {
    this.storage = storage;
    this.clock = clock;
  }

  private record Answer(
      Instant at, @Nullable LagReading reading, @Nullable RuntimeException failure) {}

  /** What storage said lately; throws what it failed with, where it did. */
  public synchronized LagReading read() {
    Answer known = last;
    if (known == null || isOld(known)) {
      known = ask();
      last = known;
    }
    if (known.reading() == null) {
      throw new IllegalStateException(
          "storage did not say how far it is: " + reasonOf(known), known.failure());
    }
    return known.reading();
  }

  /** Logs and pages show the message alone, and the first cause is what can be mended. */
  private static String reasonOf(Answer answer) {
    Throwable cause = answer.failure();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause);
  }

  private boolean isOld(Answer answer) {
    return Duration.between(answer.at(), clock.instant()).compareTo(ASK_EVERY) >= 0;
  }

  private Answer ask() {
    try {
      LagReading reading = storage.get();
      return new Answer(clock.instant(), reading, null);
    } catch (RuntimeException e) {
      // Kept like an answer: else every open page would wait for a storage that is away.
      return new Answer(clock.instant(), null, e);
    }
  }
}
