package dev.leeway.streamjobs.source;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.source.watch.SourceOutput;
import dev.leeway.signals.window.Observation;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import java.util.function.BiConsumer;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** What a watch says, on its way to windows and to the tenant's monitor. */
record WatchOutput(
    BiConsumer<OutputTag<MonitorInput>, MonitorInput> side,
    Collector<FoldItem> out,
    WatchCounters counters,
    long nowMillis)
    implements SourceOutput {

  @Override
  public void observation(Observation observation) {
    out.collect(FoldItem.of(observation));
  }

  @Override
  public void hit(RuleHit hit) {
    counters.told(hit.course());
    side.accept(WatchSources.HITS, MonitorInput.of(hit, nowMillis));
  }
}
