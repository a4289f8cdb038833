package dev.leeway.streamjobs.run;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.window.FoldSettings;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.WindowFold;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.edge.TraceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * The assembling operator with hands on its time and its checkpoints. A checkpoint here stores what
 * was emitted before it, as the sink would.
 */
final class RunHarness implements AutoCloseable {
  static final long START = 1_700_000_000_000L;
  final FakeStorage storage;
  final List<Observation> observations = new ArrayList<>();
  final List<AgentFrontier> frontiers = new ArrayList<>();
  final List<MonitorInput> hits = new ArrayList<>();
  final List<LedgerDelta> ledger = new ArrayList<>();
  private final List<StoreRow> uncommitted = new ArrayList<>();
  private final AssembleRuns operator;
  private final AssemblySettings settings;
  private final KeyedOneInputStreamOperatorTestHarness<TraceKey, SpanRecord, FoldItem> harness;
  private long nowMillis;
  private long checkpointId;

  private RunHarness(FakeStorage storage, AssemblySettings settings, long nowMillis)
      throws Exception {
    this.storage = storage;
    this.nowMillis = nowMillis;
    this.settings = settings;
    this.operator = new AssembleRuns(settings, storage);
    this.harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, SpanRecord::trace, TypeInformation.of(TraceKey.class));
    harness.setProcessingTime(nowMillis);
  }

  static RunHarness open() throws Exception {
    return open(AssemblySettings.verifyingBefore(Long.MIN_VALUE));
  }

  static RunHarness open(AssemblySettings settings) throws Exception {
    RunHarness opened = new RunHarness(new FakeStorage(), settings, START);
    opened.harness.open();
    return opened;
  }

  /** Another operator that begins from a checkpoint, at the time at which this one stands. */
  RunHarness restored(OperatorSubtaskState checkpoint) throws Exception {
    RunHarness restored = new RunHarness(storage, settings, nowMillis);
    restored.checkpointId = checkpointId;
    restored.harness.initializeState(checkpoint);
    restored.harness.open();
    return restored;
  }

  void take(SpanRecord span) throws Exception {
    harness.processElement(new StreamRecord<>(span));
    gather();
  }

  void take(AgentEvent event) throws Exception {
    take(Spans.record(event));
  }

  /** Second by second, with a checkpoint every two. */
  void pass(long seconds) throws Exception {
    for (long second = 0; second < seconds; second++) {
      nowMillis += 1_000;
      harness.setProcessingTime(nowMillis);
      gather();
      if (second % 2 == 1) {
        checkpoint();
      }
    }
  }

  OperatorSubtaskState checkpoint() throws Exception {
    checkpointId++;
    harness.prepareSnapshotPreBarrier(checkpointId);
    OperatorSubtaskState state = harness.snapshot(checkpointId, nowMillis);
    gather();
    uncommitted.forEach(storage::store);
    uncommitted.clear();
    harness.notifyOfCompletedCheckpoint(checkpointId);
    return state;
  }

  long now() {
    return nowMillis;
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  long heldBytes() {
    return operator.heldBytes();
  }

  /** All but those of late spans, which alone measure the order of arrival. */
  List<MergedWindow> windows() {
    FoldSettings settings = SignalCatalogue.standard().foldSettings();
    WindowFold fold = new WindowFold(settings);
    observations.forEach(fold::add);
    return MergedWindow.ofAll(fold.drain()).stream()
        .filter(window -> window.count() != 0 && !window.signal().equals("telemetry.late"))
        .sorted(
            Comparator.comparing(MergedWindow::signal)
                .thenComparing(window -> window.slice().toString())
                .thenComparingLong(MergedWindow::fromMillis))
        .toList();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void gather() {
    for (StreamRecord<? extends FoldItem> record : harness.getRecordOutput()) {
      Observation observation = record.getValue().observation();
      if (observation != null) {
        observations.add(observation);
      }
      AgentFrontier frontier = record.getValue().frontier();
      if (frontier != null) {
        frontiers.add(frontier);
      }
    }
    harness.getOutput().clear();
    drain(harness.getSideOutput(AssembleRuns.ROWS), uncommitted);
    drain(harness.getSideOutput(AssembleRuns.LEDGER), ledger);
    drain(harness.getSideOutput(AssembleRuns.HITS), hits);
  }

  private static <T> void drain(Queue<StreamRecord<T>> records, List<T> into) {
    if (records != null) {
      records.forEach(record -> into.add(record.getValue()));
      records.clear();
    }
  }
}
