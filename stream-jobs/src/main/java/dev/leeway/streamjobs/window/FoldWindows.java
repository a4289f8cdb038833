package dev.leeway.streamjobs.window;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.window.WindowFold;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.row.HourWindows;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoreRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Folds observations into partials, before they are shuffled, and lets them go just before each
 * checkpoint's barrier: so the checkpoint holds none of it, and all of it is in the checkpoint's
 * rows. What an agent's time has come to is told after the partials that it speaks of.
 */
public final class FoldWindows extends AbstractStreamOperator<MonitorInput>
    implements OneInputStreamOperator<FoldItem, MonitorInput> {
  private static final long serialVersionUID = 1L;
  public static final OutputTag<StoreRow> ROWS = new OutputTag<>("window-rows") {};

  private final RuleBook rules;

  // Made in open(), where Flink runs it: an operator travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient WindowFold fold;

  @SuppressWarnings("NullAway.Init")
  private transient Map<Agent, AgentFrontier> frontiers;

  private transient long partials;

  public FoldWindows(RuleBook rules) {
    this.rules = rules;
  }

  @Override
  public void open() throws Exception {
    super.open();
    int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    fold = new WindowFold(rules.slices().foldSettings().sharedBy(subtasks));
    frontiers = new LinkedHashMap<>();
    gauges(getMetricGroup());
  }

  @Override
  public void processElement(StreamRecord<FoldItem> element) {
    FoldItem item = element.getValue();
    if (item.observation() != null) {
      if (fold.full()) {
        drain();
      }
      fold.add(item.observation());
    }
    AgentFrontier frontier = item.frontier();
    if (frontier != null) {
      frontiers.put(
          new Agent(frontier.tenantId(), frontier.environment(), frontier.agent()), frontier);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    drain();
    frontiers.values().forEach(frontier -> send(MonitorInput.of(frontier)));
    frontiers.clear();
  }

  private void drain() {
    List<WindowPartial> minutes = fold.drain();
    partials += minutes.size();
    minutes.forEach(minute -> send(MonitorInput.of(minute)));
    minutes.forEach(this::store);
    HourWindows.of(minutes).forEach(this::store);
  }

  private void send(MonitorInput input) {
    output.collect(new StreamRecord<>(input));
  }

  private void store(WindowPartial partial) {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    output.collect(ROWS, new StreamRecord<>(StoreRows.window(partial, now)));
  }

  private void gauges(MetricGroup metrics) {
    metrics.gauge("leeway.window.partials", (Gauge<Long>) () -> partials);
    metrics.gauge("leeway.window.state.bytes", (Gauge<Long>) fold::bytes);
    metrics.gauge("leeway.window.slices", (Gauge<Integer>) fold::activeSlices);
    metrics.gauge("leeway.window.overflowed", (Gauge<Long>) fold::overflowed);
    metrics.gauge("leeway.window.replaced", (Gauge<Long>) fold::replaced);
    metrics.gauge("leeway.window.invalid", (Gauge<Long>) fold::invalid);
    metrics.gauge("leeway.window.clamped", (Gauge<Long>) fold::clamped);
  }

  private record Agent(String tenantId, String environment, String name) {}
}
