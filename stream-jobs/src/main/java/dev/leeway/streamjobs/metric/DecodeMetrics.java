package dev.leeway.streamjobs.metric;

import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.MetricPointCodec;
import dev.leeway.streamjobs.decode.CarefulDecoding;
import dev.leeway.streamjobs.decode.Decoding;
import dev.leeway.streamjobs.decode.LetterRows;
import dev.leeway.streamjobs.decode.SourceSightings;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.MetricRecord;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.telemetry.DecodedMetrics;
import dev.leeway.telemetry.MetricDecoder;
import dev.leeway.telemetry.Undecodable;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes Kafka records into metric points. What cannot be decoded goes to the dead letters;
 * nothing that a stranger sent stops it.
 */
public final class DecodeMetrics extends ProcessFunction<SourceRecord, MetricRecord> {
  private static final long serialVersionUID = 1L;
  public static final OutputTag<StoreRow> ROWS = new OutputTag<>("metric-decode-rows") {};
  public static final OutputTag<LedgerDelta> LEDGER = new OutputTag<>("metric-decode-ledger") {};

  private final Decoding.Factory<DecodedMetrics> decoding;

  // Made in open(), where Flink runs it: a function travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient CarefulDecoding<DecodedMetrics> decoder;

  @SuppressWarnings("NullAway.Init")
  private transient MetricDecodeCounters counters;

  @SuppressWarnings("NullAway.Init")
  private transient SourceSightings sources;

  public DecodeMetrics() {
    this(() -> new MetricDecoder()::decode);
  }

  DecodeMetrics(Decoding.Factory<DecodedMetrics> decoding) {
    this.decoding = decoding;
  }

  @Override
  public void open(OpenContext context) {
    counters = new MetricDecodeCounters(getRuntimeContext().getMetricGroup());
    decoder = new CarefulDecoding<>(decoding, DecodeMetrics::nothingBut, counters.failures());
    sources = new SourceSightings(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<MetricRecord> out) {
    DecodedMetrics decoded = decoder.decode(record);
    for (MetricPoint point : decoded.points()) {
      out.collect(
          new MetricRecord(
              record.tenantId(),
              point.series().id(),
              MetricPointCodec.encode(point),
              record.appendMillis(),
              record.topic(),
              record.partition(),
              record.offset()));
    }
    sources.ofMetrics(record, context, ROWS);
    LetterRows.send(
        record,
        decoded.undecodable(),
        context.timerService().currentProcessingTime(),
        row -> context.output(ROWS, row));
    long deadLettered = decoded.undecodable().stream().mapToLong(Undecodable::spans).sum();
    counters.record(record.value().length, deadLettered, decoded);
    context.output(LEDGER, LedgerDelta.of(record, decoded.points().size(), deadLettered));
  }

  private static DecodedMetrics nothingBut(Undecodable letter) {
    return new DecodedMetrics(List.of(), List.of(letter), letter.spans(), 0, Map.of());
  }
}
