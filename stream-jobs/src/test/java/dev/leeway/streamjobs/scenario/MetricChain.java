package dev.leeway.streamjobs.scenario;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.streamjobs.decode.SourceSightings;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MetricRecord;
import dev.leeway.streamjobs.edge.MetricShard;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.OwnerKey;
import dev.leeway.streamjobs.edge.ServingRecord;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.metric.DecodeMetrics;
import dev.leeway.streamjobs.metric.NormaliseMetrics;
import dev.leeway.streamjobs.metric.SeriesSettings;
import dev.leeway.streamjobs.serving.ObserveServing;
import dev.leeway.streamjobs.window.FoldWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The job's operators for metrics, one after another as in {@link OperatorChain}, up to what they
 * give the monitor. Not thread-safe.
 */
final class MetricChain implements AutoCloseable {
  private final OneInputStreamOperatorTestHarness<SourceRecord, MetricRecord> decode;
  private final KeyedOneInputStreamOperatorTestHarness<MetricShard, MetricRecord, StoreRow>
      normalise;
  private final KeyedOneInputStreamOperatorTestHarness<OwnerKey, ServingRecord, FoldItem> observe;
  private final OneInputStreamOperatorTestHarness<FoldItem, MonitorInput> fold;

  MetricChain(RuleBook rules, long startMillis) throws Exception {
    decode = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new DecodeMetrics()));
    normalise =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new NormaliseMetrics(SeriesSettings.defaults(), Long.MIN_VALUE),
            MetricRecord::shard,
            TypeInformation.of(MetricShard.class));
    observe =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new ObserveServing(), ServingRecord::owner, TypeInformation.of(OwnerKey.class));
    fold = new OneInputStreamOperatorTestHarness<>(new FoldWindows(rules));
    for (OneInputStreamOperatorTestHarness<?, ?> harness : all()) {
      harness.setProcessingTime(startMillis);
      harness.open();
    }
  }

  void take(SourceRecord record) throws Exception {
    decode.processElement(new StreamRecord<>(record));
    handOn();
  }

  /** What the last requests said of data sources. */
  List<StreamRecord<SourceUpdate>> sightings() {
    Queue<StreamRecord<SourceUpdate>> sightings = decode.getSideOutput(SourceSightings.SEEN);
    List<StreamRecord<SourceUpdate>> taken = new ArrayList<>();
    if (sightings != null) {
      taken.addAll(sightings);
      sightings.clear();
    }
    return taken;
  }

  void setTime(long millis) throws Exception {
    for (OneInputStreamOperatorTestHarness<?, ?> harness : all()) {
      harness.setProcessingTime(millis);
    }
    handOn();
  }

  /** What the monitor is given before the barrier of a checkpoint. */
  List<MonitorInput> beforeBarrier(long checkpoint) throws Exception {
    fold.prepareSnapshotPreBarrier(checkpoint);
    List<MonitorInput> inputs = new ArrayList<>(fold.extractOutputValues());
    fold.getOutput().clear();
    Queue<StreamRecord<StoreRow>> rows = fold.getSideOutput(FoldWindows.ROWS);
    if (rows != null) {
      rows.clear();
    }
    return inputs;
  }

  private void handOn() throws Exception {
    for (MetricRecord point : decode.extractOutputValues()) {
      normalise.processElement(new StreamRecord<>(point));
    }
    decode.getOutput().clear();
    Queue<StreamRecord<ServingRecord>> samples = normalise.getSideOutput(NormaliseMetrics.SERVING);
    if (samples != null) {
      for (StreamRecord<ServingRecord> sample : samples) {
        observe.processElement(new StreamRecord<>(sample.getValue()));
      }
      samples.clear();
    }
    normalise.getOutput().clear();
    for (FoldItem item : observe.extractOutputValues()) {
      fold.processElement(new StreamRecord<>(item));
    }
    observe.getOutput().clear();
  }

  private List<OneInputStreamOperatorTestHarness<?, ?>> all() {
    return List.of(decode, normalise, observe, fold);
  }

  @Override
  public void close() {
    try {
      for (OneInputStreamOperatorTestHarness<?, ?> harness : all()) {
        harness.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
