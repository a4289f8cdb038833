package dev.leeway.streamjobs.metric;

import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.MetricPointCodec;
import dev.leeway.storage.row.DeadLetter;
import dev.leeway.streamjobs.decode.SourceSightings;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.MetricRecord;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoreRows;
import dev.leeway.telemetry.DecodedMetrics;
import dev.leeway.telemetry.MetricDecoder;
import dev.leeway.telemetry.Undecodable;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes Kafka records into metric points. What cannot be decoded goes to the dead letters;
 * nothing that a stranger sent stops it.
 */
public final class DecodeMetrics extends ProcessFunction<SourceRecord, MetricRecord> {
  private static final long serialVersionUID = 1L;
  public static final OutputTag<StoreRow> ROWS = new OutputTag<>("metric-decode-rows") {};
  public static final OutputTag<LedgerDelta> LEDGER = new OutputTag<>("metric-decode-ledger") {};
  private static final Logger LOG = LoggerFactory.getLogger(DecodeMetrics.class);
  private static final String NO_TENANT = "no_tenant";
  private static final String DECODER_FAILED = "decoder_failed";
  private static final int FAILURES_PER_LINE = 1_000;

  private final MetricDecoding.Factory decoding;

  // Made in open(), where Flink runs it: a function travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient MetricDecoding decoder;

  @SuppressWarnings("NullAway.Init")
  private transient MetricDecodeCounters counters;

  @SuppressWarnings("NullAway.Init")
  private transient SourceSightings sources;

  public DecodeMetrics() {
    this(() -> new MetricDecoder()::decode);
  }

  DecodeMetrics(MetricDecoding.Factory decoding) {
    this.decoding = decoding;
  }

  @Override
  public void open(OpenContext context) {
    decoder = decoding.open();
    counters = new MetricDecodeCounters(getRuntimeContext().getMetricGroup());
    sources = new SourceSightings(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<MetricRecord> out) {
    DecodedMetrics decoded = decoded(record);
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
    sources.ofMetrics(record, row -> context.output(ROWS, row));
    decoded.undecodable().forEach(undecodable -> setAside(record, undecodable, context));
    account(record, decoded, context);
  }

  private DecodedMetrics decoded(SourceRecord record) {
    if (record.tenantId().isEmpty()) {
      return nothingOf(record, NO_TENANT, "expected a header leeway-tenant, came none");
    }
    try {
      return decoder.decode(record.tenantId(), record.value(), record.appendMillis());
    } catch (RuntimeException e) {
      // A mistake of ours, and the record will meet it again: without this one request would keep
      // the job restarting until the mistake is mended.
      logFailure(record, e);
      decoder = decoding.open();
      return nothingOf(record, DECODER_FAILED, String.valueOf(e));
    }
  }

  private void logFailure(SourceRecord record, RuntimeException failure) {
    long failures = counters.failure();
    if (failures == 1 || failures % FAILURES_PER_LINE == 0) {
      LOG.error(
          "the decoder failed on {}-{} offset {}, which goes to the dead letters; failures: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          failures,
          failure);
    }
  }

  private static DecodedMetrics nothingOf(SourceRecord record, String reason, String detail) {
    return new DecodedMetrics(
        List.of(), List.of(new Undecodable(reason, detail, 1, record.value())), 1, 0, Map.of());
  }

  private static void setAside(SourceRecord record, Undecodable undecodable, Context context) {
    DeadLetter letter =
        new DeadLetter(
            record.tenantId(),
            record.topic(),
            record.partition(),
            record.offset(),
            -1,
            undecodable.reason(),
            undecodable.detail(),
            record.appendMillis(),
            context.timerService().currentProcessingTime(),
            undecodable.request());
    context.output(ROWS, StoreRows.deadLetter(letter));
    context.output(ROWS, StoreRows.told(letter));
  }

  private void account(SourceRecord record, DecodedMetrics decoded, Context context) {
    long deadLettered = decoded.undecodable().stream().mapToLong(Undecodable::spans).sum();
    counters.record(record.value().length, deadLettered, decoded);
    context.output(
        LEDGER,
        new LedgerDelta(
            record.topic(),
            record.partition(),
            record.offset(),
            record.offset(),
            decoded.points().size(),
            0,
            0,
            deadLettered));
  }
}
