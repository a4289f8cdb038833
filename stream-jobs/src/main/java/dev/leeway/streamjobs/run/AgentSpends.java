package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.rule.LoopWatch;
import dev.leeway.signals.rule.SpendHistory;
import dev.leeway.signals.rule.UsualSpend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is usual to spend for the agents whose traces a subtask closes: each subtask learns from its
 * own. Not thread-safe.
 */
final class AgentSpends {
  /** Beyond, the agents that closed nothing for longest are forgotten. */
  static final int AGENTS_MAX = 4_096;

  /** An agent that closed nothing for so long is forgotten. */
  static final long FORGOTTEN_MILLIS = 14 * 86_400_000L;

  private static final int VERSION = 1;
  private final Map<AgentKey, Entry> entries = new HashMap<>();
  private long evictions;

  /** What is usual for the agent of a span. */
  UsualSpend usualOf(AgentEvent event) {
    Entry entry = entries.get(AgentKey.of(event));
    return entry == null ? UsualSpend.UNKNOWN : entry.usual;
  }

  /**
   * Takes in a trace that is over: it counts for every agent that spent a part of it, since an open
   * one is measured by whichever of them comes next.
   */
  void learn(List<AgentEvent> events, LoopWatch trace, AgentClocks clocks, long inputMillis) {
    for (AgentKey agent : spenders(events)) {
      if (!entries.containsKey(agent)) {
        makeRoom();
      }
      Entry entry = entries.computeIfAbsent(agent, unused -> new Entry(new SpendHistory()));
      entry.history.learn(clocks.at(agent, inputMillis), trace);
      entry.learned(inputMillis);
    }
  }

  /** Whether a trace teaches anything. */
  static boolean spent(List<AgentEvent> events) {
    return events.stream().anyMatch(AgentSpends::spends);
  }

  void forgetSilent(long inputMillis) {
    entries.values().removeIf(entry -> inputMillis - entry.closedMillis > FORGOTTEN_MILLIS);
  }

  int size() {
    return entries.size();
  }

  /** How many agents had to go for others. */
  long evictions() {
    return evictions;
  }

  List<byte[]> saved() {
    List<byte[]> saved = new ArrayList<>(entries.size());
    entries.forEach((agent, entry) -> saved.add(entry.bytes(agent)));
    return saved;
  }

  /** Takes a saved entry in; two of one agent, from two subtasks, are added up. */
  void restore(byte[] saved) {
    StateReader in = new StateReader("agent spend entry", saved).version(VERSION);
    AgentKey agent = new AgentKey(in.text(), in.text(), in.text());
    long closedMillis = in.signed();
    Entry read = new Entry(SpendHistory.of(in.raw(in.size())));
    in.end();
    Entry known = entries.putIfAbsent(agent, read);
    if (known != null) {
      known.history.learn(read.history);
    }
    Entry entry = known == null ? read : known;
    entry.learned(Math.max(entry.closedMillis, closedMillis));
  }

  private static Set<AgentKey> spenders(List<AgentEvent> events) {
    Set<AgentKey> agents = new HashSet<>();
    events.stream().filter(AgentSpends::spends).forEach(event -> agents.add(AgentKey.of(event)));
    return agents;
  }

  private static boolean spends(AgentEvent event) {
    return LoopWatch.spends(event) && !event.has(EventFlag.SUPPLEMENT);
  }

  private void makeRoom() {
    if (entries.size() < AGENTS_MAX) {
      return;
    }
    // Many at once, so that a flood of invented names costs a scan per hundreds of them.
    List<AgentKey> silent =
        entries.entrySet().stream()
            .sorted(Comparator.comparingLong(entry -> entry.getValue().closedMillis))
            .limit(AGENTS_MAX / 20)
            .map(Map.Entry::getKey)
            .toList();
    silent.forEach(entries::remove);
    evictions += silent.size();
  }

  private static final class Entry {
    private final SpendHistory history;
    private UsualSpend usual = UsualSpend.UNKNOWN;
    private long closedMillis = Long.MIN_VALUE;

    /** Kept from checkpoint to checkpoint, which come every second or two. */
    private byte[] bytes = {};

    private Entry(SpendHistory history) {
      this.history = history;
    }

    private void learned(long inputMillis) {
      usual = history.usual();
      closedMillis = inputMillis;
      bytes = new byte[0];
    }

    private byte[] bytes(AgentKey agent) {
      if (bytes.length == 0) {
        byte[] learned = history.bytes();
        bytes =
            new StateWriter()
                .octet(VERSION)
                .text(agent.tenantId())
                .text(agent.environment())
                .text(agent.agent())
                .signed(closedMillis)
                .count(learned.length)
                .raw(learned)
                .bytes();
      }
      return bytes.clone();
    }
  }
}
