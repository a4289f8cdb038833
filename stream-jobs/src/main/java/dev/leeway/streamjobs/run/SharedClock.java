package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.run.AgentClock;
import java.util.HashMap;
import java.util.Map;

/**
 * One agent's clock over all Kafka partitions that its spans come from: of those that it came from
 * lately the least, since partitions are read at different speeds and a replay would else outrun
 * its own slower half. Travels as versioned bytes; not thread-safe.
 */
final class SharedClock {
  private static final int VERSION = 1;

  /** In the place of a partition: where the clock stood when it was saved. */
  private static final long BEFORE_RESTORE = Long.MIN_VALUE;

  private final Map<Long, AgentClock> clocks = new HashMap<>(4);
  private long floorMillis = Long.MIN_VALUE;
  private long appendMillis = Long.MIN_VALUE;
  private long dataMillis = Long.MIN_VALUE;

  void seen(long partition, AgentEvent event, long inputMillis) {
    seen(partition, event.clockMillis(), event.appendMillis(), inputMillis);
  }

  /** Data of that event time came from that partition. */
  void seen(long partition, long eventMillis, long appendedMillis, long inputMillis) {
    AgentClock clock = clocks.getOrDefault(partition, AgentClock.NEW);
    clocks.put(partition, clock.seen(eventMillis, appendedMillis, inputMillis));
    appendMillis = Math.max(appendMillis, appendedMillis);
    dataMillis = Math.max(dataMillis, inputMillis);
  }

  /** What it shows; never goes back. */
  long at(long inputMillis) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (AgentClock clock : clocks.values()) {
      long shows = clock.at(inputMillis);
      greatest = Math.max(greatest, shows);
      if (inputMillis - clock.dataMillis() < AgentClock.IDLE_MILLIS) {
        least = Math.min(least, shows);
      }
    }
    floorMillis = Math.max(floorMillis, least == Long.MAX_VALUE ? greatest : least);
    return floorMillis;
  }

  /** Input time of its last span. */
  long dataMillis() {
    return dataMillis;
  }

  /** Greatest append time of what it rests on. */
  long appendMillis() {
    return appendMillis;
  }

  byte[] bytes() {
    AgentClock greatest =
        clocks.values().stream().reduce(AgentClock.NEW, (first, second) -> greater(first, second));
    byte[] clock = greatest.bytes();
    return new StateWriter()
        .octet(VERSION)
        .signed(floorMillis)
        .signed(appendMillis)
        .count(clock.length)
        .raw(clock)
        .bytes();
  }

  /** Takes in what another has saved: the greater of both counts. */
  void restore(byte[] saved) {
    StateReader in = new StateReader("shared clock", saved).version(VERSION);
    floorMillis = Math.max(floorMillis, in.signed());
    appendMillis = Math.max(appendMillis, in.signed());
    AgentClock clock = AgentClock.of(in.raw(in.size()));
    in.end();
    clocks.merge(BEFORE_RESTORE, clock, SharedClock::greater);
    dataMillis = Math.max(dataMillis, clock.dataMillis());
  }

  private static AgentClock greater(AgentClock first, AgentClock second) {
    return new AgentClock(
        Math.max(first.greatestMillis(), second.greatestMillis()),
        Math.max(first.dataMillis(), second.dataMillis()),
        Math.max(first.floorMillis(), second.floorMillis()));
  }
}
