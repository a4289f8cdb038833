package dev.leeway.streamjobs.metric;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.MetricPointCodec;
import dev.leeway.signals.metric.SeriesNormaliser;
import dev.leeway.signals.metric.SeriesState;
import dev.leeway.signals.metric.SeriesStateCodec;
import dev.leeway.signals.metric.Step;
import dev.leeway.signals.metric.Verdict;
import dev.leeway.signals.serving.ServingSample;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.MetricRecord;
import dev.leeway.streamjobs.edge.MetricShard;
import dev.leeway.streamjobs.edge.ServingRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.ledger.LedgerFold;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keyed stage of metrics: points in, rows of what they add out. A point either becomes rows, or
 * says nothing that its series didn't: a retry, a baseline, an end. In the ledger the former is
 * stored and the latter deduplicated.
 *
 * <p>An operator and not a function, because it needs the moment before a checkpoint's barrier and
 * the keys of all shards.
 */
public final class NormaliseMetrics extends AbstractStreamOperator<StoreRow>
    implements OneInputStreamOperator<MetricRecord, StoreRow> {
  private static final long serialVersionUID = 1L;
  public static final OutputTag<LedgerDelta> LEDGER = new OutputTag<>("metric-ledger") {};
  public static final OutputTag<ServingRecord> SERVING = new OutputTag<>("metric-serving") {};

  private static final long AHEAD_MILLIS_MAX = 300_000;
  private static final long BEHIND_MILLIS_MAX = 400L * 24 * 3_600_000;
  private static final Logger LOG = LoggerFactory.getLogger(NormaliseMetrics.class);

  private final SeriesSettings settings;
  private final long verifyBeforeMillis;

  // Made in initializeState(), where Flink runs it: an operator travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient SeriesMemory memory;

  @SuppressWarnings("NullAway.Init")
  private transient SeriesCounters counters;

  @SuppressWarnings("NullAway.Init")
  private transient LedgerFold ledger;

  @SuppressWarnings("NullAway.Init")
  private transient Set<String> ofServing;

  /**
   * Opens nothing yet.
   *
   * @param verifyBeforeMillis what was appended before this may have been stored by a run of the
   *     job whose state is lost, so it is what later points are measured by and is not stored
   *     again; {@link Long#MIN_VALUE} for none
   */
  public NormaliseMetrics(SeriesSettings settings, long verifyBeforeMillis) {
    this.settings = settings;
    this.verifyBeforeMillis = verifyBeforeMillis;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ledger = new LedgerFold();
    ofServing = SignalCatalogue.standard().pointMetrics();
    counters = new SeriesCounters(getMetricGroup());
    memory =
        new SeriesMemory(
            getKeyedStateStore().getState(SeriesMemory.CARD),
            getKeyedStateStore().getMapState(SeriesMemory.SERIES),
            settings);
    if (context.isRestored()) {
      this.<MetricShard>getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              SeriesMemory.CARD,
              (shard, card) -> counters.admitted(card.value().series()));
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    scheduleSweep();
  }

  @Override
  public void processElement(StreamRecord<MetricRecord> element) throws Exception {
    MetricRecord record = element.getValue();
    Optional<SeriesState> state = memory.of(record.series());
    if (state.isEmpty()) {
      counters.overflow();
      account(record, Verdict.DUPLICATE);
      return;
    }
    Outcome outcome = outcomeOf(record, state.get());
    Step step = outcome.step;
    counters.became(step.verdict());
    byte[] next = SeriesStateCodec.encode(step.state());
    if (!SeriesMemory.fits(next)) {
      counters.overflow();
      account(record, Verdict.DUPLICATE);
      return;
    }
    if (!step.state().isNew() && memory.keep(record.series(), next, record.appendMillis())) {
      counters.admitted(1);
    }
    Step.Increase increase = step.increase();
    if (increase != null && record.appendMillis() < verifyBeforeMillis) {
      counters.passedOver();
      account(record, Verdict.DUPLICATE);
      return;
    }
    if (increase != null) {
      counters.stored(increase.marks());
      outcome.rows.forEach(row -> output.collect(new StreamRecord<>(row)));
      outcome.samples.forEach(
          sample -> output.collect(SERVING, new StreamRecord<>(ServingRecord.of(sample, record))));
    }
    account(record, step.verdict());
  }

  /** What a point does to its series, the rows that say so, and what it says of model servers. */
  private record Outcome(Step step, List<StoreRow> rows, List<ServingSample> samples) {}

  private Outcome outcomeOf(MetricRecord record, SeriesState state) {
    Outcome refused = new Outcome(new Step(state, Verdict.INVALID, null), List.of(), List.of());
    try {
      MetricPoint point = MetricPointCodec.decode(record.point());
      if (!believes(point.timeNanos(), record.appendMillis())) {
        return refused;
      }
      Step step = SeriesNormaliser.next(state, point);
      Step.Increase increase = step.increase();
      return increase == null
          ? new Outcome(step, List.of(), List.of())
          : new Outcome(
              step,
              MetricRowsOf.point(point, increase, record.appendMillis()),
              ServingSample.of(point, increase, ofServing));
    } catch (RuntimeException e) {
      // A mistake of ours, and the record will meet it again: without this one point would keep the
      // job restarting until the mistake is mended.
      if (counters.failure() == 1) {
        LOG.error(
            "reading a metric point failed, topic {} offset {}, which is passed over as invalid",
            record.topic(),
            record.offset(),
            e);
      }
      return refused;
    }
  }

  /** One point of the year 2100 would make all that follow come late. */
  private static boolean believes(long timeNanos, long appendMillis) {
    long aheadMillis = timeNanos / 1_000_000 - appendMillis;
    return aheadMillis <= AHEAD_MILLIS_MAX && -aheadMillis <= BEHIND_MILLIS_MAX;
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    ledger.drain().forEach(delta -> output.collect(LEDGER, new StreamRecord<>(delta)));
  }

  private void account(MetricRecord record, Verdict verdict) {
    boolean stored = verdict == Verdict.STORED;
    ledger.add(
        new LedgerDelta(
            record.topic(),
            record.partition(),
            record.offset(),
            record.offset(),
            0,
            stored ? 1 : 0,
            stored ? 0 : 1,
            0));
  }

  /**
   * The first one comes an interval after the start: by then a job that stood still has read what
   * waited for it, and knows which series are silent.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task when a timer fails.
  private void scheduleSweep() {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService()
        .registerTimer(
            now + settings.sweepInterval().toMillis(),
            at -> {
              sweep(getProcessingTimeService().getCurrentProcessingTime());
              scheduleSweep();
            });
  }

  private void sweep(long nowMillis) throws Exception {
    this.<MetricShard>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            SeriesMemory.CARD,
            (shard, card) -> counters.forgot(memory.forget(nowMillis)));
  }
}
