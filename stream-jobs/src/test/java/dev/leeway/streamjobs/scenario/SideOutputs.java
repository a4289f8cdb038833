package dev.leeway.streamjobs.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Puts an operator into a harness and keeps what it sends to side outputs. The harness by itself
 * would analyse each such record's type anew, which takes ten times as long as all operators
 * together. Not thread-safe.
 */
final class SideOutputs<I, O> extends SimpleOperatorFactory<O>
    implements OneInputStreamOperatorFactory<I, O> {
  private static final long serialVersionUID = 1L;

  private final transient Map<OutputTag<?>, Queue<Object>> records = new HashMap<>();

  SideOutputs(OneInputStreamOperator<I, O> operator) {
    super(operator);
  }

  /** What came for a side output since it was asked for last. */
  @SuppressWarnings("unchecked") // Under a tag lies what was collected under it.
  <T> List<T> taken(OutputTag<T> tag) {
    Queue<Object> queue = records.getOrDefault(tag, new ArrayDeque<>());
    List<T> taken = new ArrayList<>();
    queue.forEach(value -> taken.add((T) value));
    queue.clear();
    return taken;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // As Flink declares it.
  public <T extends StreamOperator<O>> T createStreamOperator(
      StreamOperatorParameters<O> parameters) {
    return super.createStreamOperator(
        new StreamOperatorParameters<>(
            parameters.getContainingTask(),
            parameters.getStreamConfig(),
            new Taking(parameters.getOutput()),
            parameters::getProcessingTimeService,
            parameters.getOperatorEventDispatcher(),
            parameters.getMailboxExecutor()));
  }

  private final class Taking implements Output<StreamRecord<O>> {
    private final Output<StreamRecord<O>> main;

    Taking(Output<StreamRecord<O>> main) {
      this.main = main;
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
      records.computeIfAbsent(tag, unused -> new ArrayDeque<>()).add(record.getValue());
    }

    @Override
    public void collect(StreamRecord<O> record) {
      main.collect(record);
    }

    @Override
    public void emitWatermark(Watermark mark) {
      main.emitWatermark(mark);
    }

    @Override
    public void emitWatermark(WatermarkEvent watermark) {
      main.emitWatermark(watermark);
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {
      main.emitWatermarkStatus(status);
    }

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {
      main.emitLatencyMarker(marker);
    }

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {
      main.emitRecordAttributes(attributes);
    }

    @Override
    public void close() {
      main.close();
    }
  }
}
