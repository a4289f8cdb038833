package dev.leeway.streamjobs.run;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentEventCodec;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.grounding.TraceGrounding;
import dev.leeway.signals.run.AssembledTrace;
import dev.leeway.signals.run.GroundingSource;
import dev.leeway.signals.run.ReadGrounding;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.storage.lookup.EventKey;
import dev.leeway.storage.lookup.StoredTrace;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.checkpoint.CommitHorizon;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.Standing;
import dev.leeway.streamjobs.edge.TraceKey;
import dev.leeway.streamjobs.store.StoreRows;
import dev.leeway.streamjobs.store.StoredTraces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes traces from their first span to being forgotten: spans in, rows and observations out. Not
 * thread-safe.
 *
 * <p>A trace is open until its runs are over by the clock of its agent; closed while its span ids
 * are remembered; dirty once storage holds more of it than its rows say, until it is quiet and all
 * of it is stored, and its runs are written anew from there.
 */
final class TraceKeeper {
  private static final long OPEN_ROW_MILLIS = 2_000;
  private static final long OPEN_ROW_AGAIN_MILLIS = 15_000;
  private static final long STEP_MILLIS = 1_000;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  private final AssemblySettings settings;
  private final SignalCatalogue catalogue;
  private final TraceMemory memory;
  private final Consumer<TraceKey> turnTo;
  private final TraceAgenda agenda;
  private final AgentClocks clocks;
  private final CommitHorizon horizon;
  private final StoredTraces stored;
  private final RunOutput out;
  private final RunWriter runs;
  private final StandInWriter standIns;
  private final StoredTexts texts;
  private final RunCounters counters;

  /**
   * @param turnTo makes a trace the one that the memory speaks of
   */
  TraceKeeper(
      AssemblySettings settings,
      SignalCatalogue catalogue,
      RunLimits limits,
      TraceMemory memory,
      Consumer<TraceKey> turnTo,
      TraceAgenda agenda,
      AgentClocks clocks,
      CommitHorizon horizon,
      StoredTraces stored,
      RunOutput out,
      RunCounters counters) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.memory = memory;
    this.turnTo = turnTo;
    this.agenda = agenda;
    this.clocks = clocks;
    this.horizon = horizon;
    this.stored = stored;
    this.out = out;
    this.runs = new RunWriter(catalogue, limits, settings.runRules(), out);
    this.texts = new StoredTexts(stored, counters);
    this.standIns = new StandInWriter(catalogue, clocks, out, counters);
    this.counters = counters;
  }

  /**
   * Takes in a span of the trace that the memory speaks of, or a supplement.
   *
   * @return it if it is new; empty for one that is stored already
   */
  Optional<AgentEvent> take(SpanRecord span, long nowMillis, long inputMillis) throws Exception {
    Optional<TraceCard> known = memory.card();
    if (known.isPresent() && memory.holds(known.get(), span.spanId())) {
      counters.deduplicated();
      return Optional.empty();
    }
    if (span.standing() == Standing.STORED) {
      counters.deduplicated();
      if (span.appendMillis() < settings.verifyBeforeMillis()) {
        lookAfter(span, known, nowMillis, inputMillis);
      }
      return Optional.empty();
    }
    AgentEvent event = AgentEventCodec.decode(span.facts());
    boolean supplement = event.has(EventFlag.SUPPLEMENT);
    if (!supplement) {
      clocks.seen(span.source(), event, inputMillis);
    }
    TraceCard card = known.orElseGet(() -> TraceCard.born(span.appendMillis(), span.standing()));
    if (card.phase() != TracePhase.OPEN) {
      counters.late();
    }
    card.arrived(event, nowMillis);
    remember(span, event, card);
    memory.save(card);
    agenda.enter(span.trace(), card);
    if (known.isEmpty()) {
      agenda.showAt(span.trace(), nowMillis + OPEN_ROW_MILLIS);
    }
    counters.stored();
    if (supplement) {
      counters.supplement();
      out.row(StoreRows.supplement(span.row()));
    } else {
      out.row(StoreRows.event(span.row()));
      catalogue.observationOf(event).ifPresent(out::observation);
    }
    return Optional.of(event);
  }

  /** Does what is due: closes, rebuilds, shows and forgets. */
  void tick(long nowMillis, long inputMillis) throws Exception {
    closeDue(nowMillis, inputMillis);
    showOpen(nowMillis);
    forget(inputMillis);
  }

  private void remember(SpanRecord span, AgentEvent event, TraceCard card) throws Exception {
    if (card.spans() > settings.spanIdsMax()) {
      counters.idForgotten();
    } else {
      // Of a dirty trace storage will be asked for everything.
      boolean facts = card.phase() == TracePhase.OPEN;
      memory.add(span.spanId(), facts ? span.facts() : TraceMemory.REMEMBERED);
      if (facts) {
        memory.read(event, span.grounding());
      }
    }
  }

  private void lookAfter(
      SpanRecord span, Optional<TraceCard> known, long nowMillis, long inputMillis)
      throws Exception {
    AgentEvent event = AgentEventCodec.decode(span.facts());
    if (!event.has(EventFlag.SUPPLEMENT)) {
      clocks.seen(span.source(), event, inputMillis);
    }
    TraceCard card = known.orElseGet(() -> TraceCard.born(span.appendMillis(), Standing.STORED));
    card.soiled(event, nowMillis);
    memory.save(card);
    agenda.enter(span.trace(), card);
  }

  private void closeDue(long nowMillis, long inputMillis) throws Exception {
    List<TraceKey> uncertain = new ArrayList<>();
    List<TraceKey> rebuildable = new ArrayList<>();
    for (AgentKey agent : agenda.agents()) {
      long clock = clocks.at(agent, inputMillis);
      for (TraceKey trace : agenda.drainClosing(agent, clock)) {
        turnTo.accept(trace);
        TraceCard card = memory.card().orElseThrow();
        if (card.phase() == TracePhase.DIRTY) {
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
      soil(trace, card, nowMillis);
      return;
    }
    runs.close(card.emitted(), events, assembled);
    standIns.write(new StoredTrace(events, List.of(), Set.of()), inputMillis);
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
    GroundingSource grounding = texts.of(trace.tenantId(), whole.events(), rows);
    counters.rebuilt(!runs.correct(rows, whole.events(), grounding).isEmpty());
    standIns.write(whole, inputMillis);
    finish(trace, card, nowMillis);
  }

  private void finish(TraceKey trace, TraceCard card, long nowMillis) throws Exception {
    memory.close(card, nowMillis);
    agenda.enter(trace, card);
  }

  private void showOpen(long nowMillis) throws Exception {
    int left = settings.openRowsPerTickMax();
    for (Optional<TraceKey> next = agenda.pollOpenRow(nowMillis);
        next.isPresent();
        next = agenda.pollOpenRow(nowMillis)) {
      TraceKey trace = next.get();
      if (left == 0) {
        // All others that are due wait as well.
        counters.openRowDeferred();
        agenda.showAt(trace, nowMillis);
        return;
      }
      turnTo.accept(trace);
      Optional<TraceCard> card = memory.card();
      if (card.isPresent() && card.get().phase() == TracePhase.OPEN) {
        left -= show(trace, card.get(), nowMillis);
      }
    }
  }

  /** Returns how many rows' worth of work it was. */
  private int show(TraceKey trace, TraceCard card, long nowMillis) throws Exception {
    agenda.showAt(trace, nowMillis + OPEN_ROW_AGAIN_MILLIS);
    if (!card.grownSinceOpenRow() || card.storedBefore()) {
      return 0;
    }
    card.opened(runs.open(card.emitted(), memory.events()));
    memory.save(card);
    counters.openRow();
    return 1;
  }

  private void forget(long inputMillis) throws Exception {
    for (Optional<TraceKey> next = agenda.pollForgetting(inputMillis);
        next.isPresent();
        next = agenda.pollForgetting(inputMillis)) {
      TraceKey trace = next.get();
      turnTo.accept(trace);
      Optional<TraceCard> card = memory.card();
      if (card.isPresent() && !horizon.covers(card.get().touchedMillis())) {
        agenda.forgetAt(trace, inputMillis + STEP_MILLIS);
      } else {
        memory.forget();
      }
    }
  }

  private record TenantDay(String tenantId, long day) {}
}
