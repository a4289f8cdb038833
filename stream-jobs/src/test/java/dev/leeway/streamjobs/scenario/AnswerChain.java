package dev.leeway.streamjobs.scenario;

import dev.leeway.signals.catalogue.Answered;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.streamjobs.answer.CompareAnswers;
import dev.leeway.streamjobs.edge.AnswerShard;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * The job's operators for answers, one after another as in {@link OperatorChain}, up to what they
 * give the monitor. Not thread-safe.
 */
final class AnswerChain {
  private final KeyedOneInputStreamOperatorTestHarness<AnswerShard, Answered, FoldItem> compare;
  private final FoldStep fold;

  AnswerChain(RuleBook rules, long startMillis) throws Exception {
    compare =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new CompareAnswers()),
            AnswerShard::of,
            TypeInformation.of(AnswerShard.class));
    compare.setProcessingTime(startMillis);
    compare.open();
    fold = new FoldStep(rules, startMillis);
  }

  void take(Answered answered) throws Exception {
    compare.processElement(new StreamRecord<>(answered));
  }

  void setTime(long millis) throws Exception {
    compare.setProcessingTime(millis);
    fold.setTime(millis);
  }

  List<MonitorInput> beforeBarrier(long checkpoint) throws Exception {
    return fold.beforeBarrier(compare, checkpoint);
  }

  void close() throws Exception {
    compare.close();
    fold.close();
  }
}
