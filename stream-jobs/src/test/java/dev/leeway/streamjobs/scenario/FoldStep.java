package dev.leeway.streamjobs.scenario;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.window.FoldWindows;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** A fold of windows that stands behind another operator. Not thread-safe. */
final class FoldStep {
  private final SideOutputs<FoldItem, MonitorInput> folded;
  private final OneInputStreamOperatorTestHarness<FoldItem, MonitorInput> fold;

  FoldStep(RuleBook rules, long startMillis) throws Exception {
    folded = new SideOutputs<>(new FoldWindows(rules));
    fold = new OneInputStreamOperatorTestHarness<>(folded);
    fold.setProcessingTime(startMillis);
    fold.open();
  }

  void setTime(long millis) throws Exception {
    fold.setProcessingTime(millis);
  }

  /**
   * What goes to the monitor before the barrier of a checkpoint; its rows are let go.
   *
   * @param before what gave items since the last one; they are taken from it
   */
  List<MonitorInput> beforeBarrier(
      OneInputStreamOperatorTestHarness<?, FoldItem> before, long checkpoint) throws Exception {
    for (FoldItem item : before.extractOutputValues()) {
      fold.processElement(new StreamRecord<>(item));
    }
    before.getOutput().clear();
    fold.prepareSnapshotPreBarrier(checkpoint);
    List<MonitorInput> inputs = new ArrayList<>(fold.extractOutputValues());
    fold.getOutput().clear();
    folded.taken(FoldWindows.ROWS);
    return inputs;
  }

  void close() throws Exception {
    fold.close();
  }
}
