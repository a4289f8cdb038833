package dev.leeway.streamjobs.scenario;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.score.PlaceEvaluations;
import dev.leeway.streamjobs.store.StoredEvaluations;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * The job's operators for evaluations, one after another as in {@link OperatorChain}, up to what
 * they give the monitor. Not thread-safe.
 */
final class ScoreChain {
  private final SideOutputs<Evaluation, FoldItem> placed;
  private final KeyedOneInputStreamOperatorTestHarness<String, Evaluation, FoldItem> place;
  private final FoldStep fold;

  ScoreChain(RuleBook rules, StoredEvaluations.Factory storage, long startMillis) throws Exception {
    placed = new SideOutputs<>(new KeyedProcessOperator<>(new PlaceEvaluations(storage)));
    place =
        new KeyedOneInputStreamOperatorTestHarness<>(placed, Evaluation::tenantId, Types.STRING);
    place.setProcessingTime(startMillis);
    place.open();
    fold = new FoldStep(rules, startMillis);
  }

  void take(Evaluation evaluation) throws Exception {
    place.processElement(new StreamRecord<>(evaluation));
  }

  void setTime(long millis) throws Exception {
    place.setProcessingTime(millis);
    fold.setTime(millis);
  }

  /** What goes to the monitor before the barrier of a checkpoint; rows are let go. */
  List<MonitorInput> beforeBarrier(long checkpoint) throws Exception {
    placed.taken(PlaceEvaluations.ROWS);
    return fold.beforeBarrier(place, checkpoint);
  }

  void close() throws Exception {
    place.close();
    fold.close();
  }
}
