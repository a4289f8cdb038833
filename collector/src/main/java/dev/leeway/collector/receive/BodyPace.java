package dev.leeway.collector.receive;

import java.time.Duration;

/**
 * Judges whether a body comes fast enough, by ticks at a fixed interval: in each some bytes must
 * come, and after so many ticks the whole body. Not thread-safe.
 *
 * <p>Else a few thousand connections that send a byte now and then would hold the memory and the
 * connections of all others.
 */
final class BodyPace {
  static final Duration TICK = Duration.ofSeconds(5);
  static final int BYTES_PER_SECOND_MIN = 1_024;

  private static final long BYTES_PER_TICK_MIN = BYTES_PER_SECOND_MIN * TICK.toSeconds();

  private final long ticksMax;
  private long ticks;
  private long bytes;

  BodyPace(Duration bodyTimeout) {
    this.ticksMax = Math.max(1, bodyTimeout.dividedBy(TICK));
  }

  void received(int count) {
    bytes += count;
  }

  /** Whether the body, which is not whole yet, came too slowly up to this tick. */
  boolean tooSlowAtTick() {
    boolean tooFew = bytes < BYTES_PER_TICK_MIN;
    bytes = 0;
    ticks++;
    return tooFew || ticks >= ticksMax;
  }
}
