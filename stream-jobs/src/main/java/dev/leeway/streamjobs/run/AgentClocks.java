package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clocks of all agents that a subtask sees. Each subtask has its own; after a restore each
 * begins with the greatest of all. Not thread-safe.
 */
public final class AgentClocks {
  /** An agent that was silent for so long is forgotten: its findings have closed by then. */
  static final long FORGOTTEN_MILLIS = 48 * 3_600_000L;

  /** Beyond, the longest silent agents are forgotten; their traces go by the input's time. */
  static final int AGENTS_MAX = 20_000;

  private static final int VERSION = 1;
  private static final long NO_PARTITION = 0;
  private final Map<AgentKey, Entry> entries = new HashMap<>();
  private long evictions;

  /** A span of the agent came from that partition. */
  AgentKey seen(long partition, AgentEvent event, long inputMillis) {
    AgentKey key = AgentKey.of(event);
    seen(key, partition, event.clockMillis(), event.appendMillis(), inputMillis);
    return key;
  }

  /** Data of the agent's of that event time came from that partition. */
  public void seen(
      AgentKey key, long partition, long eventMillis, long appendMillis, long inputMillis) {
    Entry entry = entries.get(key);
    if (entry == null) {
      makeRoom();
      entry = new Entry();
      entries.put(key, entry);
    }
    entry.clock.seen(partition, eventMillis, appendMillis, inputMillis);
  }

  /** Gives an agent a clock of which no span has come, so that its windows close. */
  void met(AgentEvent event, long inputMillis) {
    if (!entries.containsKey(AgentKey.of(event))) {
      seen(NO_PARTITION, event, inputMillis);
    }
  }

  /** What the agent's clock shows; of one that is not known the input's time. */
  long at(AgentKey key, long inputMillis) {
    Entry entry = entries.get(key);
    return entry == null ? inputMillis : entry.clock.at(inputMillis);
  }

  /** The agents whose clocks have moved by at least that much since they were last told. */
  public List<Reading> moved(long inputMillis, long stepMillis) {
    List<Reading> readings = new ArrayList<>();
    entries.forEach((key, entry) -> {
      long shows = entry.clock.at(inputMillis);
      boolean known = shows != Long.MIN_VALUE;
      if (known && shows - entry.toldMillis >= stepOf(entry, inputMillis, stepMillis)) {
        entry.toldMillis = shows;
        readings.add(new Reading(key, shows, Math.max(entry.clock.appendMillis(), shows)));
      }
    });
    return readings;
  }

  public void forgetSilent(long inputMillis) {
    entries.values().removeIf(entry -> inputMillis - entry.clock.dataMillis() > FORGOTTEN_MILLIS);
  }

  public int size() {
    return entries.size();
  }

  /** How many agents had to go for others. */
  public long evictions() {
    return evictions;
  }

  public List<byte[]> saved() {
    List<byte[]> saved = new ArrayList<>(entries.size());
    entries.forEach((key, entry) -> {
      byte[] clock = entry.clock.bytes();
      saved.add(
          new StateWriter()
              .octet(VERSION)
              .text(key.tenantId())
              .text(key.environment())
              .text(key.agent())
              .count(clock.length)
              .raw(clock)
              .bytes());
    });
    return saved;
  }

  /** Takes a saved clock in; of two of one agent the greater stays. */
  public void restore(byte[] saved) {
    StateReader in = new StateReader("agent clock entry", saved).version(VERSION);
    AgentKey key = new AgentKey(in.text(), in.text(), in.text());
    entries.computeIfAbsent(key, unused -> new Entry()).clock.restore(in.raw(in.size()));
    in.end();
  }

  /** A silent agent's clock is told rarely, since nothing waits for it but the end of findings. */
  private static long stepOf(Entry entry, long inputMillis, long stepMillis) {
    boolean silent = inputMillis - entry.clock.dataMillis() > 120_000;
    return silent ? Math.max(stepMillis, 15_000) : stepMillis;
  }

  private void makeRoom() {
    if (entries.size() < AGENTS_MAX) {
      return;
    }
    // Many at once, so that a flood of invented names costs a scan per thousand of them.
    List<AgentKey> silent =
        entries.entrySet().stream()
            .sorted(Comparator.comparingLong(entry -> entry.getValue().clock.dataMillis()))
            .limit(AGENTS_MAX / 20)
            .map(Map.Entry::getKey)
            .toList();
    silent.forEach(entries::remove);
    evictions += silent.size();
  }

  /**
   * What a clock shows.
   *
   * @param appendMillis greatest append time of what it rests on
   */
  public record Reading(AgentKey agent, long clockMillis, long appendMillis) {}

  private static final class Entry {
    private final SharedClock clock = new SharedClock();
    private long toldMillis = Long.MIN_VALUE / 2;
  }
}
