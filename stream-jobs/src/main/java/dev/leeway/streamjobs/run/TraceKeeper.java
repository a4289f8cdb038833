package dev.leeway.streamjobs.run;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentEventCodec;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.streamjobs.checkpoint.CommitHorizon;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.Standing;
import dev.leeway.streamjobs.edge.TraceKey;
import dev.leeway.streamjobs.store.StoreRows;
import java.util.Optional;
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

  private final AssemblySettings settings;
  private final SignalCatalogue catalogue;
  private final TraceMemory memory;
  private final Consumer<TraceKey> turnTo;
  private final TraceAgenda agenda;
  private final HeldBytes held;
  private final long openBytesMax;
  private final AgentClocks clocks;
  private final CommitHorizon horizon;
  private final RunOutput out;
  private final TraceClosing closing;
  private final RunWriter runs;
  private final RunCounters counters;

  /**
   * @param turnTo makes a trace the one that the memory speaks of
   * @param openBytesMax this subtask's share
   */
  TraceKeeper(
      AssemblySettings settings,
      SignalCatalogue catalogue,
      TraceMemory memory,
      Consumer<TraceKey> turnTo,
      TraceAgenda agenda,
      HeldBytes held,
      long openBytesMax,
      AgentClocks clocks,
      CommitHorizon horizon,
      TraceClosing closing,
      RunWriter runs,
      RunOutput out,
      RunCounters counters) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.memory = memory;
    this.turnTo = turnTo;
    this.agenda = agenda;
    this.held = held;
    this.openBytesMax = openBytesMax;
    this.clocks = clocks;
    this.horizon = horizon;
    this.closing = closing;
    this.runs = runs;
    this.out = out;
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
    // Of a trace that waits to be written anew the next late ones change nothing.
    boolean rewrites = card.phase() == TracePhase.CLOSED;
    if (!card.goesOn()) {
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
      if (rewrites) {
        long clock = clocks.at(AgentKey.of(event), inputMillis);
        catalogue.observationOfLate(event, clock).ifPresent(out::observation);
      }
    }
    return Optional.of(event);
  }

  /** Does what is due: closes, rebuilds, shows and forgets. */
  void tick(long nowMillis, long inputMillis) throws Exception {
    closing.closeDue(nowMillis, inputMillis);
    spill();
    showOpen(nowMillis);
    forget(inputMillis);
  }

  private void remember(SpanRecord span, AgentEvent event, TraceCard card) throws Exception {
    if (card.spans() > settings.spanIdsMax()) {
      counters.idForgotten();
    } else {
      if (card.phase() == TracePhase.OPEN) {
        memory.add(span.spanId(), span.facts());
        memory.read(event, span.grounding());
        held.touched(span.trace());
      } else {
        // Storage will be asked for everything.
        memory.addId(span.spanId());
      }
      if (card.spans() % SpanShelf.LOOSE_MAX == 0) {
        memory.pack();
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

  /** Makes room: whoever was silent longest has most likely the longest to wait. */
  private void spill() throws Exception {
    while (held.total() > openBytesMax) {
      Optional<TraceKey> next = held.longestUntouched();
      if (next.isEmpty()) {
        return;
      }
      held.leave(next.get());
      turnTo.accept(next.get());
      TraceCard card = memory.card().orElseThrow();
      card.spilled();
      memory.spill();
      memory.save(card);
      counters.spilled();
    }
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
}
