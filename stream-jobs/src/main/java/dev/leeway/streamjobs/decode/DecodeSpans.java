package dev.leeway.streamjobs.decode;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentEventCodec;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.row.ContentRow;
import dev.leeway.storage.row.DeadLetter;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.Standing;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoreRows;
import dev.leeway.streamjobs.store.StoredTraces;
import dev.leeway.telemetry.DecodedBatch;
import dev.leeway.telemetry.MappedSpan;
import dev.leeway.telemetry.SpanDecoder;
import dev.leeway.telemetry.Undecodable;
import dev.leeway.telemetry.UserIdHasher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes Kafka records into spans, and asks storage about those that may be there already. What
 * cannot be decoded goes to the dead letters; nothing that a stranger sent stops it.
 */
public final class DecodeSpans extends ProcessFunction<SourceRecord, SpanRecord> {
  private static final long serialVersionUID = 1L;
  public static final OutputTag<StoreRow> ROWS = new OutputTag<>("decode-rows") {};
  public static final OutputTag<LedgerDelta> LEDGER = new OutputTag<>("decode-ledger") {};
  private static final Logger LOG = LoggerFactory.getLogger(DecodeSpans.class);
  private static final String NO_TENANT = "no_tenant";
  private static final String DECODER_FAILED = "decoder_failed";
  private static final int FAILURES_PER_LINE = 1_000;
  private static final int CONTENTS_REMEMBERED_MAX = 100_000;

  private final Decoding.Factory decoding;
  private final SuspectRule rule;
  private final StoredTraces.Factory storage;

  // Made in open(), where Flink runs it: a function travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient Decoding decoder;

  @SuppressWarnings("NullAway.Init")
  private transient StoredTraces stored;

  @SuppressWarnings("NullAway.Init")
  private transient ContentMemory contents;

  @SuppressWarnings("NullAway.Init")
  private transient DecodeCounters counters;

  @SuppressWarnings("NullAway.Init")
  private transient SourceSightings sources;

  /**
   * Opens nothing yet.
   *
   * @param userIdSecret keys the hashes of user ids, at least 16 bytes
   */
  public DecodeSpans(byte[] userIdSecret, SuspectRule rule, StoredTraces.Factory storage) {
    this(decodingWith(userIdSecret.clone()), rule, storage);
  }

  DecodeSpans(Decoding.Factory decoding, SuspectRule rule, StoredTraces.Factory storage) {
    this.decoding = decoding;
    this.rule = rule;
    this.storage = storage;
  }

  @Override
  public void open(OpenContext context) {
    decoder = decoding.open();
    stored = storage.open(getRuntimeContext().getMetricGroup());
    contents = new ContentMemory(CONTENTS_REMEMBERED_MAX);
    counters = new DecodeCounters(getRuntimeContext().getMetricGroup());
    sources = new SourceSightings(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<SpanRecord> out)
      throws InterruptedException {
    DecodedBatch batch = decoded(record);
    List<AgentEvent> events = batch.spans().stream().map(MappedSpan::event).toList();
    Standings standings = standingsOf(record, events);
    List<byte[]> rows = StoreRows.eventRows(events);
    for (int i = 0; i < events.size(); i++) {
      out.collect(spanRecord(record, events.get(i), rows.get(i), standings.of(events.get(i))));
    }
    batch.spans().forEach(span -> sendContents(record, span.contents(), context));
    sources.ofSpans(record, batch.spans(), row -> context.output(ROWS, row));
    batch.undecodable().forEach(letter -> setAside(record, letter, context));
    account(record, batch, context);
  }

  @Override
  public void close() {
    if (stored != null) {
      stored.close();
    }
  }

  private static Decoding.Factory decodingWith(byte[] userIdSecret) {
    return () -> new SpanDecoder(new UserIdHasher(userIdSecret))::decode;
  }

  private DecodedBatch decoded(SourceRecord record) {
    if (record.tenantId().isEmpty()) {
      return nothingOf(record, NO_TENANT, "expected a header leeway-tenant, came none");
    }
    try {
      return decoder.decode(record.tenantId(), record.value(), record.appendMillis());
    } catch (RuntimeException e) {
      // A mistake of ours, and the record will meet it again: without this one request would keep
      // the job restarting, and everybody's telemetry waiting, until the mistake is mended.
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

  private static DecodedBatch nothingOf(SourceRecord record, String reason, String detail) {
    return new DecodedBatch(
        List.of(), List.of(new Undecodable(reason, detail, 1, record.value())), 1, Map.of(), 0);
  }

  private Standings standingsOf(SourceRecord record, List<AgentEvent> events)
      throws InterruptedException {
    List<AgentEvent> suspects = new ArrayList<>();
    for (AgentEvent event : events) {
      if (rule.suspects(record, event)) {
        suspects.add(event);
      }
    }
    if (suspects.isEmpty()) {
      return Standings.NOBODY_ASKED;
    }
    counters.lookup(suspects.size());
    Set<TraceId> traces = new HashSet<>();
    suspects.forEach(event -> traces.add(event.traceId()));
    return Standings.of(
        traces,
        stored.storedSpans(
            record.tenantId(),
            Standings.fromMillis(suspects),
            Standings.toMillis(suspects),
            traces));
  }

  private static SpanRecord spanRecord(
      SourceRecord record, AgentEvent event, byte[] row, Standing standing) {
    return new SpanRecord(
        record.tenantId(),
        event.traceId().high(),
        event.traceId().low(),
        event.spanId(),
        AgentEventCodec.encode(event),
        row,
        event.endMillis(),
        record.appendMillis(),
        standing,
        record.topic(),
        record.partition(),
        record.offset());
  }

  private void sendContents(SourceRecord record, List<Content> texts, Context context) {
    for (Content content : texts) {
      boolean news = contents.isNews(record.tenantId(), content, record.appendMillis());
      counters.content(news);
      if (news) {
        context.output(
            ROWS,
            StoreRows.content(new ContentRow(record.tenantId(), content, record.appendMillis())));
      }
    }
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

  private void account(SourceRecord record, DecodedBatch batch, Context context) {
    long deadLettered = batch.undecodable().stream().mapToLong(Undecodable::spans).sum();
    counters.record(record.value().length, deadLettered, batch);
    context.output(
        LEDGER,
        new LedgerDelta(
            record.topic(),
            record.partition(),
            record.offset(),
            record.offset(),
            batch.spans().size(),
            0,
            0,
            deadLettered));
  }
}
