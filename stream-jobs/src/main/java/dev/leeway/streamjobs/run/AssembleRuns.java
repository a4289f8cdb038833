package dev.leeway.streamjobs.run;

import dev.leeway.signals.catalogue.Answered;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.rule.LoopHit;
import dev.leeway.signals.rule.LoopWatch;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.streamjobs.checkpoint.CommitHorizon;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.edge.TraceKey;
import dev.leeway.streamjobs.store.StoredTraces;
import java.util.Optional;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * The keyed stage: spans by trace in, rows, observations and agents' times out. It only wires
 * state, time and outputs to {@link TraceKeeper}.
 *
 * <p>An operator and not a function, because it needs the moment before a checkpoint's barrier, the
 * keys of all traces that are due, and to know which checkpoints have completed.
 */
public final class AssembleRuns extends AbstractStreamOperator<FoldItem>
    implements OneInputStreamOperator<SpanRecord, FoldItem> {
  private static final long serialVersionUID = 1L;
  public static final OutputTag<Answered> ANSWERS = new OutputTag<>("run-answers") {};
  public static final OutputTag<StoreRow> ROWS = new OutputTag<>("run-rows") {};
  public static final OutputTag<LedgerDelta> LEDGER = new OutputTag<>("run-ledger") {};
  public static final OutputTag<MonitorInput> HITS = new OutputTag<>("run-hits") {};

  private static final long TICK_MILLIS = 1_000;

  private final AssemblySettings settings;
  private final StoredTraces.Factory storage;

  // Made in initializeState(), where Flink runs it: an operator travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient Running running;

  public AssembleRuns(AssemblySettings settings, StoredTraces.Factory storage) {
    this.settings = settings;
    this.storage = storage;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    running = new Running();
    if (context.isRestored()) {
      running.restore();
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    scheduleTick(getProcessingTimeService().getCurrentProcessingTime());
  }

  @Override
  public void processElement(StreamRecord<SpanRecord> element) throws Exception {
    running.take(element.getValue());
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    running.edge.flushLedger();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    running.snapshot(context.getCheckpointId());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    running.horizon.completed(checkpointId);
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (running != null) {
      running.stored.close();
    }
  }

  /** What the traces of this subtask hold in its state. */
  long heldBytes() {
    return running.held.total();
  }

  /** On whole seconds, so that all subtasks close and tell alike. */
  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task when a timer fails.
  private void scheduleTick(long nowMillis) {
    long next = (Math.floorDiv(nowMillis, TICK_MILLIS) + 1) * TICK_MILLIS;
    getProcessingTimeService()
        .registerTimer(
            next,
            at -> {
              running.tick();
              scheduleTick(getProcessingTimeService().getCurrentProcessingTime());
            });
  }

  /** What exists while the operator runs. */
  private final class Running {
    private final AgentShelf agents = new AgentShelf(getOperatorStateBackend());
    private final RunEdge edge = new RunEdge(output, AssembleRuns.this::now);
    private final RunLimits limits = RunLimits.defaults();
    private final TraceAgenda agenda = new TraceAgenda(limits);
    private final HeldBytes held = new HeldBytes();
    private final InputClock input = new InputClock(now());
    private final CommitHorizon horizon = new CommitHorizon(now());
    private final StoredTraces stored = storage.open(getRuntimeContext().getMetricGroup());
    private final RunCounters counters = new RunCounters(getMetricGroup());
    private final LoopShelf loops =
        new LoopShelf(
            getKeyedStateStore().getState(TraceMemory.LOOPS),
            settings.loopRule(),
            () -> (TraceKey) getCurrentKey(),
            AssembleRuns.this::setCurrentKey,
            this::held);
    private final TraceMemory memory =
        new TraceMemory(
            getKeyedStateStore().getState(TraceMemory.CARD),
            new SpanShelf(
                getKeyedStateStore().getMapState(SpanShelf.LOOSE),
                getKeyedStateStore().getMapState(SpanShelf.BLOCKS),
                this::held),
            loops,
            getKeyedStateStore().getState(TraceMemory.GROUNDING),
            this::held);
    private final SignalCatalogue catalogue = SignalCatalogue.standard();
    private final RunWriter runs = new RunWriter(catalogue, limits, settings.runRules(), edge);
    private final TraceClosing closing =
        new TraceClosing(
            settings,
            memory,
            AssembleRuns.this::setCurrentKey,
            agenda,
            held,
            agents.clocks(),
            agents.spends(),
            horizon,
            stored,
            runs,
            new StandInWriter(catalogue, agents.clocks(), edge, counters),
            counters);
    private final TraceKeeper keeper =
        new TraceKeeper(
            settings,
            catalogue,
            memory,
            AssembleRuns.this::setCurrentKey,
            agenda,
            held,
            settings.openBytesMax()
                / getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
            agents.clocks(),
            horizon,
            closing,
            runs,
            edge,
            counters);
    private final SettledUntil settled = new SettledUntil(horizon);

    Running() throws Exception {
      counters.gauge("leeway.run.traces.active", agenda::active);
      counters.gauge("leeway.run.traces.dirty", agenda::dirty);
      counters.gauge("leeway.run.traces.remembered", agenda::remembered);
      counters.gauge("leeway.run.traces.closable", agenda::closableSoon);
      counters.gauge("leeway.run.state.bytes", held::total);
      agents.measure(counters);
      counters.gauge("leeway.run.unsettled", () -> settled() ? 0 : 1);
      counters.gauge("leeway.run.settled.until", settled::millis);
    }

    void restore() throws Exception {
      agents.restore();
      AssembleRuns.this
          .<TraceKey>getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              TraceMemory.CARD,
              (trace, card) -> enter(trace, TraceCard.of(card.value())));
      held.recount(AssembleRuns.this.<TraceKey>getKeyedStateBackend());
    }

    private void held(long change) {
      held.changed((TraceKey) getCurrentKey(), change);
    }

    void take(SpanRecord span) throws Exception {
      long now = now();
      input.record(span.source(), span.appendMillis(), now);
      Optional<AgentEvent> event = keeper.take(span, now, input.at(now));
      edge.account(span, event.isPresent());
      if (event.isPresent()) {
        watch(event.get());
      }
    }

    void tick() throws Exception {
      long now = now();
      input.tick(now);
      agenda.tick(now);
      long inputMillis = input.at(now);
      keeper.tick(now, inputMillis);
      int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      for (AgentClocks.Reading reading : agents.clocks().moved(inputMillis, TICK_MILLIS)) {
        edge.frontier(
            new AgentFrontier(
                reading.agent().tenantId(),
                reading.agent().environment(),
                reading.agent().agent(),
                subtask,
                // A run counts in the minute of its end and is closed some seconds later.
                reading.clockMillis() - limits.quietMillis(),
                reading.appendMillis()));
      }
      agents.forgetSilent(inputMillis);
      settled.look(agenda.waitingSinceMillis(now), now);
    }

    void snapshot(long checkpointId) throws Exception {
      horizon.snapshotTaken(checkpointId, now());
      agents.save();
      loops.save();
    }

    private void enter(TraceKey trace, TraceCard card) {
      agenda.enter(trace, card);
      if (card.phase() == TracePhase.OPEN) {
        held.touched(trace);
        agenda.showAt(trace, now());
      }
    }

    private void watch(AgentEvent event) throws Exception {
      if (!LoopWatch.concerns(event) || event.has(EventFlag.SUPPLEMENT)) {
        return;
      }
      for (LoopHit hit : memory.loops().add(event, agents.spends().usualOf(event))) {
        counters.loopHit();
        edge.hit(hit, event.appendMillis());
      }
    }

    /** Whether all that came is stored, and what can be closed is closed. */
    private boolean settled() {
      return agenda.closableSoon() == 0 && horizon.covers(edge.emittedMillis());
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
