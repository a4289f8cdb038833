package dev.leeway.streamjobs.scenario;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.score.PlaceEvaluations;
import dev.leeway.streamjobs.store.StoredEvaluations;
import dev.leeway.streamjobs.window.FoldWindows;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The job's operators for evaluations, one after another as in {@link OperatorChain}, up to what
 * they give the monitor. Not thread-safe.
 */
final class ScoreChain implements AutoCloseable {
  private final SideOutputs<Evaluation, FoldItem> placed;
  private final SideOutputs<FoldItem, MonitorInput> folded;
  private final KeyedOneInputStreamOperatorTestHarness<String, Evaluation, FoldItem> place;
  private final OneInputStreamOperatorTestHarness<FoldItem, MonitorInput> fold;

  ScoreChain(RuleBook rules, StoredEvaluations.Factory storage, long startMillis) throws Exception {
    placed = new SideOutputs<>(new KeyedProcessOperator<>(new PlaceEvaluations(storage)));
    folded = new SideOutputs<>(new FoldWindows(rules));
    place =
        new KeyedOneInputStreamOperatorTestHarness<>(placed, Evaluation::tenantId, Types.STRING);
    fold = new OneInputStreamOperatorTestHarness<>(folded);
    setTime(startMillis);
    place.open();
    fold.open();
  }

  void take(Evaluation evaluation) throws Exception {
    place.processElement(new StreamRecord<>(evaluation));
  }

  void setTime(long millis) throws Exception {
    place.setProcessingTime(millis);
    fold.setProcessingTime(millis);
  }

  /** What goes to the monitor before the barrier of a checkpoint; its rows are let go. */
  List<MonitorInput> beforeBarrier(long checkpoint) throws Exception {
    for (FoldItem item : place.extractOutputValues()) {
      fold.processElement(new StreamRecord<>(item));
    }
    place.getOutput().clear();
    placed.taken(PlaceEvaluations.ROWS);
    fold.prepareSnapshotPreBarrier(checkpoint);
    List<MonitorInput> inputs = new ArrayList<>(fold.extractOutputValues());
    fold.getOutput().clear();
    folded.taken(FoldWindows.ROWS);
    return inputs;
  }

  @Override
  public void close() {
    try {
      place.close();
      fold.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
