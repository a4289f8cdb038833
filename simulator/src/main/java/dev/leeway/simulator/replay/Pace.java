package dev.leeway.simulator.replay;

import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalDouble;

/** Holds a replay back to a multiple of the speed at which the traffic happened. */
final class Pace {
  private final OptionalDouble speed;
  private final InstantSource clock;
  private long firstEventNanos = Long.MIN_VALUE;
  private long startedMillis;

  /**
   * @param speed empty for as fast as it is taken
   */
  Pace(OptionalDouble speed, InstantSource clock) {
    if (speed.isPresent() && !(speed.getAsDouble() > 0)) {
      throw new IllegalArgumentException("speed must be above 0: " + speed.getAsDouble());
    }
    this.speed = speed;
    this.clock = clock;
  }

  /** Longest event time that one request may hold: half a second of replay. */
  long gapNanosMax() {
    return speed.isPresent() ? Math.round(speed.getAsDouble() * 5e8) : Long.MAX_VALUE;
  }

  void await(long eventNanos) throws InterruptedException {
    if (speed.isEmpty()) {
      return;
    }
    if (firstEventNanos == Long.MIN_VALUE) {
      firstEventNanos = eventNanos;
      startedMillis = clock.millis();
    }
    long due =
        startedMillis + Math.round((eventNanos - firstEventNanos) / 1e6 / speed.getAsDouble());
    long wait = due - clock.millis();
    if (wait > 0) {
      Thread.sleep(Duration.ofMillis(wait));
    }
  }
}
