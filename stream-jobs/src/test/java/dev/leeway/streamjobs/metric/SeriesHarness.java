package dev.leeway.streamjobs.metric;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.MetricPointCodec;
import dev.leeway.signals.metric.MetricSeries;
import dev.leeway.signals.metric.Reading;
import dev.leeway.signals.metric.SeriesId;
import dev.leeway.signals.metric.Temporality;
import dev.leeway.signals.metric.Totals;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.MetricRecord;
import dev.leeway.streamjobs.edge.MetricShard;
import dev.leeway.streamjobs.edge.StoreRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The normalising operator with hands on its time and its checkpoints. */
@SuppressWarnings("try") // How the harness declares close() is Flink's choice.
final class SeriesHarness implements AutoCloseable {
  static final long START = 1_700_000_000_000L;
  private static final AgentSource SOURCE =
      new AgentSource("acme", "default", "shop", "1", "", "shop", "1");

  private final KeyedOneInputStreamOperatorTestHarness<MetricShard, MetricRecord, StoreRow> harness;
  private long checkpointId;

  private SeriesHarness(NormaliseMetrics operator) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, MetricRecord::shard, TypeInformation.of(MetricShard.class));
    harness.setProcessingTime(START);
  }

  static SeriesHarness open(SeriesSettings settings, long verifyBeforeMillis) throws Exception {
    SeriesHarness opened = new SeriesHarness(new NormaliseMetrics(settings, verifyBeforeMillis));
    opened.harness.open();
    return opened;
  }

  static SeriesHarness restored(OperatorSubtaskState checkpoint) throws Exception {
    SeriesHarness restored =
        new SeriesHarness(new NormaliseMetrics(SeriesSettings.defaults(), Long.MIN_VALUE));
    restored.harness.initializeState(checkpoint);
    restored.harness.open();
    return restored;
  }

  /** A counter's value at so many seconds after the start. */
  void take(int series, long second, double value) throws Exception {
    take(series, second, value, START + second * 1_000);
  }

  void take(int series, long second, double value, long appendMillis) throws Exception {
    SeriesId id = new SeriesId((long) series << 58, series);
    MetricSeries of =
        new MetricSeries(
            id,
            SOURCE,
            "scope",
            "c",
            "1",
            1,
            MetricKind.SUM,
            Temporality.CUMULATIVE,
            true,
            List.of(Reading.whole("c")),
            Map.of(),
            Map.of());
    MetricPoint point =
        new MetricPoint(
            of,
            START * 1_000_000,
            (START + second * 1_000) * 1_000_000,
            true,
            Totals.number(value),
            Double.NaN,
            Double.NaN,
            List.of(),
            List.of());
    take(id, MetricPointCodec.encode(point), appendMillis, second);
  }

  /** What should be a point. */
  void takeBytes(int series, byte[] point) throws Exception {
    take(new SeriesId((long) series << 58, series), point, START, 0);
  }

  private void take(SeriesId id, byte[] point, long appendMillis, long offset) throws Exception {
    harness.processElement(
        new StreamRecord<>(
            new MetricRecord("acme", id, point, appendMillis, "otlp_metrics", 0, offset)));
  }

  int rows() {
    return harness.extractOutputValues().size();
  }

  void pass(long millis) throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + millis);
  }

  OperatorSubtaskState checkpoint() throws Exception {
    harness.prepareSnapshotPreBarrier(++checkpointId);
    return harness.snapshot(checkpointId, START);
  }

  int keyedEntries() {
    return harness.numKeyedStateEntries();
  }

  List<LedgerDelta> ledger() {
    Queue<StreamRecord<LedgerDelta>> told = harness.getSideOutput(NormaliseMetrics.LEDGER);
    List<LedgerDelta> deltas = new ArrayList<>();
    if (told != null) {
      told.forEach(record -> deltas.add(record.getValue()));
    }
    return deltas;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
