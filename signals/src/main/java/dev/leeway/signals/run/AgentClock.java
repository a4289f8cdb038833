package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;

/**
 * The clock of one (tenant, environment, agent): while spans come it shows the greatest event time
 * seen less 30 s; after 10 s without any it drops that allowance for stragglers and goes on at the
 * pace of the wall clock. For a live agent whose own clock is right that is the wall clock; a
 * replay of old traffic, or an agent whose clock is wrong, stays in a time of its own. Never goes
 * back.
 *
 * <p>Immutable; processing time comes in as {@code nowMillis}.
 *
 * @param greatestMillis greatest event time seen, {@link Long#MIN_VALUE} before the first
 * @param dataMillis processing time of the last data
 * @param floorMillis what the clock has shown already
 */
public record AgentClock(long greatestMillis, long dataMillis, long floorMillis) {
  /** Before anything was seen. */
  public static final AgentClock NEW =
      new AgentClock(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

  /** An event time may be so far ahead of its append time. */
  public static final long AHEAD_MILLIS_MAX = 5 * 60_000;

  /** How long stragglers are waited for, in event time. */
  public static final long ALLOWANCE_MILLIS = 30_000;

  /** After so long without data the wall clock leads. */
  public static final long IDLE_MILLIS = 10_000;

  private static final int VERSION = 1;

  /**
   * After a span; one whose times are impossible counts from its append time where it lies in the
   * future, so that one bad clock does not close the runs of its neighbours.
   */
  public AgentClock seen(AgentEvent event, long nowMillis) {
    return seen(event.clockMillis(), event.appendMillis(), nowMillis);
  }

  /**
   * After data of that event time.
   *
   * @param appendMillis the broker's append time
   */
  public AgentClock seen(long eventMillis, long appendMillis, long nowMillis) {
    long believed = Math.min(eventMillis, appendMillis + AHEAD_MILLIS_MAX);
    return new AgentClock(
        Math.max(greatestMillis, believed), Math.max(dataMillis, nowMillis), at(nowMillis));
  }

  /** What the clock shows; {@link Long#MIN_VALUE} before the first data. */
  public long at(long nowMillis) {
    if (greatestMillis == Long.MIN_VALUE) {
      return Long.MIN_VALUE;
    }
    long idleMillis = Math.max(0, nowMillis - dataMillis);
    long shown =
        idleMillis < IDLE_MILLIS ? greatestMillis - ALLOWANCE_MILLIS : greatestMillis + idleMillis;
    return Math.max(floorMillis, shown);
  }

  /**
   * The processing time at which the clock will show that time if no more data comes: when to set
   * the timer.
   */
  public long reaches(long agentMillis, long nowMillis) {
    if (greatestMillis == Long.MIN_VALUE || at(nowMillis) >= agentMillis) {
      return nowMillis;
    }
    return Math.max(dataMillis + IDLE_MILLIS, dataMillis + (agentMillis - greatestMillis));
  }

  public byte[] bytes() {
    return new StateWriter()
        .octet(VERSION)
        .word(greatestMillis)
        .word(dataMillis)
        .word(floorMillis)
        .bytes();
  }

  /** The clock that wrote these bytes. */
  public static AgentClock of(byte[] bytes) {
    StateReader in = new StateReader("agent clock", bytes).version(VERSION);
    AgentClock clock = new AgentClock(in.word(), in.word(), in.word());
    in.end();
    return clock;
  }
}
