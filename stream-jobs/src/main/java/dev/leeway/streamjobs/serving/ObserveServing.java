package dev.leeway.streamjobs.serving;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.serving.GpuMemory;
import dev.leeway.signals.serving.ServingSample;
import dev.leeway.signals.window.Observation;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.OwnerKey;
import dev.leeway.streamjobs.edge.ServingRecord;
import dev.leeway.streamjobs.run.AgentClocks;
import dev.leeway.streamjobs.run.AgentKey;
import dev.leeway.streamjobs.run.InputClock;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Samples of model servers and GPUs by owner in, observations and owners' times out, as {@code
 * AssembleRuns} gives those of runs.
 *
 * <p>An operator and not a function, because time passes for owners who have gone silent.
 */
public final class ObserveServing extends AbstractStreamOperator<FoldItem>
    implements OneInputStreamOperator<ServingRecord, FoldItem> {
  private static final long serialVersionUID = 1L;

  /** Metrics come once a minute by default, and what they count reaches back so far. */
  static final long BEHIND_MILLIS = 90_000;

  private static final long TICK_MILLIS = 1_000;
  private static final ListStateDescriptor<byte[]> CLOCKS =
      new ListStateDescriptor<>(
          "owner-clocks", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  // Made in initializeState(), where Flink runs it: an operator travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient Running running;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    running = new Running(context.getOperatorStateStore().getUnionListState(CLOCKS));
    if (context.isRestored()) {
      running.restore();
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    scheduleTick();
  }

  @Override
  public void processElement(StreamRecord<ServingRecord> element) throws Exception {
    running.take(element.getValue());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    running.savedClocks.update(running.clocks.saved());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task when a timer fails.
  private void scheduleTick() {
    getProcessingTimeService()
        .registerTimer(
            (Math.floorDiv(now(), TICK_MILLIS) + 1) * TICK_MILLIS,
            at -> {
              running.tick();
              scheduleTick();
            });
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /** What exists while the operator runs. */
  private final class Running {
    private final ListState<byte[]> savedClocks;
    private final SignalCatalogue catalogue = SignalCatalogue.standard();
    private final AgentClocks clocks = new AgentClocks();
    private final InputClock input = new InputClock(now());
    private final Counter samples = getMetricGroup().counter("leeway.serving.samples");
    private final GpuMemories gpus =
        new GpuMemories(getKeyedStateStore().getMapState(GpuMemories.STATE));

    Running(ListState<byte[]> savedClocks) {
      this.savedClocks = savedClocks;
      getMetricGroup().gauge("leeway.serving.owners", (Gauge<Integer>) clocks::size);
      getMetricGroup().gauge("leeway.serving.owners.evicted", (Gauge<Long>) clocks::evictions);
    }

    void restore() throws Exception {
      for (byte[] clock : savedClocks.get()) {
        clocks.restore(clock);
      }
    }

    void take(ServingRecord record) throws Exception {
      samples.inc();
      input.record(record.source(), record.appendMillis(), now());
      OwnerKey owner = record.owner();
      clocks.seen(
          new AgentKey(owner.tenantId(), owner.environment(), owner.owner()),
          record.source(),
          record.sample().atMillis(),
          record.appendMillis(),
          input.at(now()));
      ServingSample sample = record.sample();
      catalogue.observationsOf(sample).forEach(this::tell);
      if (sample.level() && GpuMemory.PARTS.contains(sample.metric())) {
        gpus.add(sample, catalogue::observationsOf).forEach(this::tell);
      }
    }

    void tick() {
      long now = now();
      input.tick(now);
      long inputMillis = input.at(now);
      int word =
          AgentFrontier.FIRST_SERVING + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      for (AgentClocks.Reading reading : clocks.moved(inputMillis, TICK_MILLIS)) {
        output.collect(
            new StreamRecord<>(
                FoldItem.of(
                    new AgentFrontier(
                        reading.agent().tenantId(),
                        reading.agent().environment(),
                        reading.agent().agent(),
                        word,
                        reading.clockMillis() - BEHIND_MILLIS,
                        reading.appendMillis()))));
      }
      clocks.forgetSilent(inputMillis);
    }

    private void tell(Observation observation) {
      output.collect(new StreamRecord<>(FoldItem.of(observation)));
    }
  }
}
