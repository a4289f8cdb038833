package dev.leeway.streamjobs.scenario;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.source.WatchSources;
import dev.leeway.streamjobs.window.FoldWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The job's operators for data sources, one after another as in {@link OperatorChain}, up to what
 * they give the monitor. Not thread-safe.
 */
final class SourceChain implements AutoCloseable {
  private final KeyedOneInputStreamOperatorTestHarness<String, SourceUpdate, FoldItem> watch;
  private final OneInputStreamOperatorTestHarness<FoldItem, MonitorInput> fold;

  SourceChain(RuleBook rules, long startMillis) throws Exception {
    watch =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new WatchSources(rules)),
            SourceUpdate::tenantId,
            Types.STRING);
    fold = new OneInputStreamOperatorTestHarness<>(new FoldWindows(rules));
    setTime(startMillis);
    watch.open();
    fold.open();
  }

  void take(StreamRecord<SourceUpdate> sighting) throws Exception {
    watch.processElement(sighting);
  }

  void setTime(long millis) throws Exception {
    watch.setProcessingTime(millis);
    fold.setProcessingTime(millis);
  }

  /** What was found since the last call. */
  List<MonitorInput> found() throws Exception {
    for (FoldItem item : watch.extractOutputValues()) {
      fold.processElement(new StreamRecord<>(item));
    }
    watch.getOutput().clear();
    return taken(watch, WatchSources.HITS);
  }

  /** What goes to the monitor before the barrier of a checkpoint; its rows are let go. */
  List<MonitorInput> beforeBarrier(long checkpoint) throws Exception {
    fold.prepareSnapshotPreBarrier(checkpoint);
    List<MonitorInput> inputs = new ArrayList<>(fold.extractOutputValues());
    fold.getOutput().clear();
    taken(fold, FoldWindows.ROWS).clear();
    return inputs;
  }

  private static <T> List<T> taken(
      OneInputStreamOperatorTestHarness<?, ?> harness, OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
      records.clear();
    }
    return values;
  }

  @Override
  public void close() {
    try {
      watch.close();
      fold.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
