package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.grounding.TraceGrounding;
import dev.leeway.signals.run.AssembledTrace;
import dev.leeway.signals.run.GroundingSource;
import dev.leeway.signals.run.ReadGrounding;
import dev.leeway.storage.lookup.EventKey;
import dev.leeway.storage.lookup.StoredTrace;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.checkpoint.CommitHorizon;
import dev.leeway.streamjobs.edge.TraceKey;
import dev.leeway.streamjobs.store.StoredTraces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Closes the traces that are over: from memory where all of a trace is there, else from storage.
 * Not thread-safe.
 */
final class TraceClosing {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  private final AssemblySettings settings;
  private final TraceMemory memory;
  private final Consumer<TraceKey> turnTo;
  private final TraceAgenda agenda;
  private final HeldBytes held;
  private final AgentClocks clocks;
  private final AgentSpends spends;
  private final CommitHorizon horizon;
  private final StoredTraces stored;
  private final RunWriter runs;
  private final StandInWriter standIns;
  private final StoredTexts texts;
  private final RunCounters counters;

  /**
   * @param turnTo makes a trace the one that the memory speaks of
   */
  TraceClosing(
      AssemblySettings settings,
      TraceMemory memory,
      Consumer<TraceKey> turnTo,
      TraceAgenda agenda,
      HeldBytes held,
      AgentClocks clocks,
      AgentSpends spends,
      CommitHorizon horizon,
      StoredTraces stored,
      RunWriter runs,
      StandInWriter standIns,
      RunCounters counters) {
    this.settings = settings;
    this.memory = memory;
    this.turnTo = turnTo;
    this.agenda = agenda;
    this.held = held;
    this.clocks = clocks;
    this.spends = spends;
    this.horizon = horizon;
    this.stored = stored;
    this.runs = runs;
    this.standIns = standIns;
    this.texts = new StoredTexts(stored, counters);
    this.counters = counters;
  }

  /** Writes the runs of all traces that are over by the clocks of their agents. */
  void closeDue(long nowMillis, long inputMillis) throws Exception {
    List<TraceKey> uncertain = new ArrayList<>();
    List<TraceKey> rebuildable = new ArrayList<>();
    for (AgentKey agent : agenda.agents()) {
      long clock = clocks.at(agent, inputMillis);
      for (TraceKey trace : agenda.drainClosing(agent, clock)) {
        turnTo.accept(trace);
        TraceCard card = memory.card().orElseThrow();
        if (card.phase() != TracePhase.OPEN) {
          rebuildable.add(trace);
        } else if (card.certainlyWhole()) {
          close(trace, card, clock, nowMillis, inputMillis);
        } else {
          uncertain.add(trace);
        }
      }
    }
    settleUncertain(uncertain, nowMillis, inputMillis);
    rebuild(rebuildable, nowMillis, inputMillis);
  }

  private void close(TraceKey trace, TraceCard card, long clock, long nowMillis, long inputMillis)
      throws Exception {
    List<AgentEvent> events = memory.events();
    TraceGrounding texts = memory.grounding();
    AssembledTrace assembled = runs.assembled(events, clock, new ReadGrounding(texts));
    if (!assembled.over()) {
      agenda.enter(trace, card, assembled.dueMillis());
      return;
    }
    if (texts.wholeOnly() && assembled.runs().size() > 1) {
      counters.textsReadAgain();
      teach(events, inputMillis);
      soil(trace, card, nowMillis);
      return;
    }
    runs.close(card.emitted(), events, assembled);
    standIns.write(new StoredTrace(events, List.of(), Set.of()), inputMillis);
    teach(events, inputMillis);
    finish(trace, card, nowMillis);
    counters.closed();
  }

  /** Asks storage, once for many, whether it holds spans that were forgotten here. */
  private void settleUncertain(List<TraceKey> traces, long nowMillis, long inputMillis)
      throws Exception {
    Map<TenantDay, List<TraceKey>> together = new HashMap<>();
    for (TraceKey trace : traces) {
      turnTo.accept(trace);
      TraceCard card = memory.card().orElseThrow();
      long day = Math.floorDiv(card.startedMillis(), DAY_MILLIS);
      together
          .computeIfAbsent(new TenantDay(trace.tenantId(), day), key -> new ArrayList<>())
          .add(trace);
    }
    for (Map.Entry<TenantDay, List<TraceKey>> batch : together.entrySet()) {
      settleUncertain(batch.getKey().tenantId, batch.getValue(), nowMillis, inputMillis);
    }
  }

  private void settleUncertain(
      String tenantId, List<TraceKey> traces, long nowMillis, long inputMillis) throws Exception {
    long fromMillis = Long.MAX_VALUE;
    long toMillis = Long.MIN_VALUE;
    List<TraceId> ids = new ArrayList<>(traces.size());
    for (TraceKey trace : traces) {
      turnTo.accept(trace);
      TraceCard card = memory.card().orElseThrow();
      fromMillis = Math.min(fromMillis, card.startedMillis() - HOUR_MILLIS);
      toMillis = Math.max(toMillis, card.lastMillis() + 1);
      ids.add(new TraceId(trace.traceHigh(), trace.traceLow()));
    }
    counters.checked(traces.size());
    Map<TraceId, Set<Long>> found = new HashMap<>();
    for (EventKey key : stored.storedSpans(tenantId, fromMillis, toMillis, ids)) {
      found.computeIfAbsent(key.traceId(), trace -> new HashSet<>()).add(key.spanId());
    }
    for (int i = 0; i < traces.size(); i++) {
      TraceKey trace = traces.get(i);
      turnTo.accept(trace);
      TraceCard card = memory.card().orElseThrow();
      if (card.storedBefore() || !memory.holdsAll(card, found.getOrDefault(ids.get(i), Set.of()))) {
        soil(trace, card, nowMillis);
      } else {
        AgentKey agent = card.agent(trace.tenantId()).orElseThrow();
        close(trace, card, clocks.at(agent, inputMillis), nowMillis, inputMillis);
      }
    }
  }

  private void soil(TraceKey trace, TraceCard card, long nowMillis) throws Exception {
    held.leave(trace);
    card.soiled(nowMillis);
    memory.dropFacts();
    memory.save(card);
    agenda.enter(trace, card);
  }

  private void rebuild(List<TraceKey> traces, long nowMillis, long inputMillis) throws Exception {
    int left = settings.rebuildsPerTickMax();
    for (TraceKey trace : traces) {
      turnTo.accept(trace);
      TraceCard card = memory.card().orElseThrow();
      if (left > 0 && horizon.covers(card.touchedMillis())) {
        rebuild(trace, card, nowMillis, inputMillis);
        left--;
      } else {
        agenda.enter(trace, card);
      }
    }
  }

  private void rebuild(TraceKey trace, TraceCard card, long nowMillis, long inputMillis)
      throws Exception {
    TraceId id = new TraceId(trace.traceHigh(), trace.traceLow());
    List<RunRow> rows = stored.runs(trace.tenantId(), id);
    StoredTrace whole = stored.trace(trace.tenantId(), id, settings.spanIdsMax());
    boolean spilled = card.phase() == TracePhase.SPILLED;
    if (spilled) {
      long clock = clocks.at(card.agent(trace.tenantId()).orElseThrow(), inputMillis);
      AssembledTrace now = runs.assembled(whole.events(), clock, GroundingSource.NONE);
      if (!now.over()) {
        agenda.enter(trace, card, now.dueMillis());
        return;
      }
    }
    GroundingSource grounding = texts.of(trace.tenantId(), whole.events(), rows);
    counters.rebuilt(!runs.correct(rows, whole.events(), grounding).isEmpty());
    standIns.write(whole, inputMillis);
    if (spilled) {
      teach(whole.events(), inputMillis);
    }
    finish(trace, card, nowMillis);
  }

  /** A trace teaches what is usual once: when it is first over, and all was watched. */
  private void teach(List<AgentEvent> events, long inputMillis) throws Exception {
    if (AgentSpends.spent(events)) {
      spends.learn(events, memory.loops(), clocks, inputMillis);
    }
  }

  private void finish(TraceKey trace, TraceCard card, long nowMillis) throws Exception {
    held.leave(trace);
    memory.close(card, nowMillis);
    agenda.enter(trace, card);
  }

  private record TenantDay(String tenantId, long day) {}
}
