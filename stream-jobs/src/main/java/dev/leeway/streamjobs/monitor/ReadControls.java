package dev.leeway.streamjobs.monitor;

import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.store.Control;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Takes from the topic of controls what monitors are to know: deployments, and what people hold to
 * be normal. Controls of others, and what is none, are counted and passed over.
 */
public final class ReadControls extends ProcessFunction<SourceRecord, MonitorInput> {
  private static final long serialVersionUID = 1L;

  // Made in open(), where Flink runs it: a function travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient Counter taken;

  @SuppressWarnings("NullAway.Init")
  private transient Counter others;

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    taken = metrics.counter("leeway.controls.taken");
    others = metrics.counter("leeway.controls.others");
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<MonitorInput> out) {
    Optional<Control> control = Control.of(record.tenantId(), record.value());
    control.ifPresentOrElse(
        known -> {
          taken.inc();
          out.collect(MonitorInput.ofControl(known.tenantId(), known.json()));
        },
        others::inc);
  }
}
