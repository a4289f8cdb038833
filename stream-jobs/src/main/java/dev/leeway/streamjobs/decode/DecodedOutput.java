package dev.leeway.streamjobs.decode;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentEventCodec;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.row.ContentRow;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.Standing;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoreRows;
import dev.leeway.streamjobs.store.StoredTraces;
import dev.leeway.streamjobs.text.SpanTexts;
import dev.leeway.telemetry.MappedSpan;
import dev.leeway.telemetry.Undecodable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends on what one request gave: events to their traces, payload texts and dead letters to
 * storage, and how many there were to the ledger. Asks storage about events that may be there
 * already. Not thread-safe.
 */
public final class DecodedOutput implements AutoCloseable {
  public static final OutputTag<StoreRow> ROWS = new OutputTag<>("decode-rows") {};
  public static final OutputTag<LedgerDelta> LEDGER = new OutputTag<>("decode-ledger") {};
  private static final int CONTENTS_REMEMBERED_MAX = 100_000;

  private final SuspectRule rule;
  private final StoredTraces stored;
  private final OutputCounters counters;
  private final ContentMemory contents = new ContentMemory(CONTENTS_REMEMBERED_MAX);
  private final SpanTexts texts;

  DecodedOutput(SuspectRule rule, StoredTraces.Factory storage, MetricGroup metrics) {
    this.rule = rule;
    this.stored = storage.open(metrics);
    this.counters = new OutputCounters(metrics);
    this.texts = new SpanTexts(metrics, "leeway.decode.grounding");
  }

  /**
   * Sends all of a request.
   *
   * @param mapped what becomes a row
   */
  void send(
      SourceRecord record,
      List<MappedSpan> mapped,
      List<Undecodable> undecodable,
      ProcessFunction<SourceRecord, SpanRecord>.Context context,
      Collector<SpanRecord> out)
      throws InterruptedException {
    List<AgentEvent> events = mapped.stream().map(MappedSpan::event).toList();
    Standings standings = standingsOf(record, events);
    List<byte[]> rows = StoreRows.eventRows(events);
    for (int i = 0; i < events.size(); i++) {
      byte[] grounding = texts.grounding(events.get(i), mapped.get(i).contents());
      out.collect(
          spanRecord(record, events.get(i), rows.get(i), grounding, standings.of(events.get(i))));
    }
    mapped.forEach(span -> sendContents(record, span.contents(), context));
    LetterRows.send(
        record,
        undecodable,
        context.timerService().currentProcessingTime(),
        row -> context.output(ROWS, row));
    context.output(
        LEDGER,
        LedgerDelta.of(
            record, mapped.size(), undecodable.stream().mapToLong(Undecodable::spans).sum()));
  }

  @Override
  public void close() {
    stored.close();
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
      SourceRecord record, AgentEvent event, byte[] row, byte[] grounding, Standing standing) {
    return new SpanRecord(
        record.tenantId(),
        event.traceId().high(),
        event.traceId().low(),
        event.spanId(),
        AgentEventCodec.encode(event),
        row,
        grounding,
        event.endMillis(),
        record.appendMillis(),
        standing,
        record.topic(),
        record.partition(),
        record.offset());
  }

  private void sendContents(
      SourceRecord record,
      List<Content> texts,
      ProcessFunction<SourceRecord, SpanRecord>.Context context) {
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
}
