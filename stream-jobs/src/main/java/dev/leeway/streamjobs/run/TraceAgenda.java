package dev.leeway.streamjobs.run;

import dev.leeway.signals.run.RunLimits;
import dev.leeway.streamjobs.edge.TraceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When to look at which trace: to close or rebuild it, by the clock of its agent; to show it as
 * open, by the wall clock; to forget it, by the input's time. Made again from the cards after a
 * restore. Not thread-safe.
 *
 * <p>Queues in memory, not Flink's timers: all traces of an agent become due by its clock, which
 * runs at no fixed pace, so each timer would have to look every second, for each open trace.
 */
final class TraceAgenda {
  private static final String OWN_TENANT = "__leeway";
  private final RunLimits limits;
  private final Map<AgentKey, DueQueue<TraceKey>> closing = new HashMap<>();
  private final Map<TraceKey, Lead> leads = new HashMap<>();

  /** Since when a trace waits to be closed or rebuilt, the longest waiting first. */
  private final Map<TraceKey, Long> waiting = new LinkedHashMap<>();

  private final DueQueue<TraceKey> openRows = new DueQueue<>();
  private final DueQueue<TraceKey> forgetting = new DueQueue<>();
  private int dirty;
  private long tickMillis;

  TraceAgenda(RunLimits limits) {
    this.limits = limits;
  }

  /** What enters from now on waits since then. */
  void tick(long nowMillis) {
    tickMillis = nowMillis;
  }

  /** Puts a trace where its card says. */
  void enter(TraceKey trace, TraceCard card) {
    if (card.phase() == TracePhase.CLOSED) {
      leave(trace);
      openRows.cancel(trace);
      forgetting.schedule(trace, card.keepUntilMillis());
      return;
    }
    forgetting.cancel(trace);
    enter(trace, card, card.dueMillis(limits));
  }

  /** The same with another due time, in the time of the card's agent. */
  void enter(TraceKey trace, TraceCard card, long dueMillis) {
    AgentKey agent = card.agent(trace.tenantId()).orElseThrow();
    Lead lead = new Lead(agent, card.closableSoon(), card.phase() == TracePhase.DIRTY);
    Lead before = leads.put(trace, lead);
    if (before != null && !before.agent.equals(agent)) {
      cancelClosing(trace, before.agent);
    }
    dirty += (lead.dirty ? 1 : 0) - (before != null && before.dirty ? 1 : 0);
    // Behind all others: a span that came puts the closing off.
    waiting.remove(trace);
    if ((lead.soon || lead.dirty) && !trace.tenantId().equals(OWN_TENANT)) {
      waiting.put(trace, tickMillis);
    }
    closing.computeIfAbsent(agent, key -> new DueQueue<>()).schedule(trace, dueMillis);
  }

  void showAt(TraceKey trace, long wallMillis) {
    openRows.schedule(trace, wallMillis);
  }

  void forgetAt(TraceKey trace, long inputMillis) {
    forgetting.schedule(trace, inputMillis);
  }

  List<AgentKey> agents() {
    return new ArrayList<>(closing.keySet());
  }

  /** Takes out all traces of the agent that are due when its clock shows that. */
  List<TraceKey> drainClosing(AgentKey agent, long agentClockMillis) {
    List<TraceKey> due = new ArrayList<>();
    DueQueue<TraceKey> queue = closing.get(agent);
    if (queue != null) {
      for (Optional<TraceKey> next = queue.poll(agentClockMillis);
          next.isPresent();
          next = queue.poll(agentClockMillis)) {
        due.add(next.get());
      }
      if (queue.isEmpty()) {
        closing.remove(agent);
      }
    }
    return due;
  }

  Optional<TraceKey> pollOpenRow(long wallMillis) {
    return openRows.poll(wallMillis);
  }

  Optional<TraceKey> pollForgetting(long inputMillis) {
    return forgetting.poll(inputMillis);
  }

  /** Open and dirty traces. */
  int active() {
    return leads.size();
  }

  int dirty() {
    return dirty;
  }

  /** Traces that have only to wait for their agent's clock, or to be rebuilt; without our own. */
  int closableSoon() {
    return waiting.size();
  }

  /** Since when the longest waiting of {@link #closableSoon()} waits; the given time if none. */
  long waitingSinceMillis(long nowMillis) {
    return waiting.isEmpty() ? nowMillis : waiting.values().iterator().next();
  }

  int remembered() {
    return forgetting.size();
  }

  private void leave(TraceKey trace) {
    Lead lead = leads.remove(trace);
    if (lead != null) {
      cancelClosing(trace, lead.agent);
      dirty -= lead.dirty ? 1 : 0;
      waiting.remove(trace);
    }
  }

  private void cancelClosing(TraceKey trace, AgentKey agent) {
    DueQueue<TraceKey> queue = closing.get(agent);
    if (queue != null) {
      queue.cancel(trace);
    }
  }

  private record Lead(AgentKey agent, boolean soon, boolean dirty) {}
}
