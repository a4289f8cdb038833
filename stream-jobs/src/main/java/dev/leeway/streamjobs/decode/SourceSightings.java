package dev.leeway.streamjobs.decode;

import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoreRows;
import dev.leeway.telemetry.MappedSpan;
import dev.leeway.telemetry.freshness.FoundSources;
import dev.leeway.telemetry.freshness.LogSources;
import dev.leeway.telemetry.freshness.MetricSources;
import dev.leeway.telemetry.freshness.SpanSources;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.OutputTag;

/**
 * Finds what a Kafka record says of data sources, and gives it on: as rows, and to the watch over
 * them. A resend gives the same again: the table keeps one row of each, and the watch forgets what
 * it has heard already. Not thread-safe.
 */
public final class SourceSightings {
  public static final OutputTag<SourceUpdate> SEEN = new OutputTag<>("source-sightings") {};

  private final LogSources logs = new LogSources();
  private final MetricSources metrics = new MetricSources();
  private final Counter sightings;
  private final Counter unnamed;
  private final Counter beyondLimit;
  private final CarefulReading careful;

  public SourceSightings(MetricGroup group) {
    sightings = group.counter("leeway.sources.sightings");
    unnamed = group.counter("leeway.sources.unnamed");
    beyondLimit = group.counter("leeway.sources.beyond_limit");
    careful = new CarefulReading("data sources", group.counter("leeway.sources.failures"));
  }

  /**
   * Reads the record's spans.
   *
   * @param rows where the rows go, a side output
   */
  public <T> void ofSpans(
      SourceRecord record,
      List<MappedSpan> spans,
      ProcessFunction<SourceRecord, T>.Context context,
      OutputTag<StoreRow> rows) {
    send(record, () -> SpanSources.of(spans), context, rows);
  }

  /** Reads the record's log records. */
  public <T> void ofLogs(
      SourceRecord record,
      ProcessFunction<SourceRecord, T>.Context context,
      OutputTag<StoreRow> rows) {
    send(
        record,
        () -> logs.of(record.tenantId(), record.value(), record.appendMillis()),
        context,
        rows);
  }

  /** Reads the record's metrics. */
  public <T> void ofMetrics(
      SourceRecord record,
      ProcessFunction<SourceRecord, T>.Context context,
      OutputTag<StoreRow> rows) {
    send(
        record,
        () -> metrics.of(record.tenantId(), record.value(), record.appendMillis()),
        context,
        rows);
  }

  private <T> void send(
      SourceRecord record,
      Supplier<FoundSources> reading,
      ProcessFunction<SourceRecord, T>.Context context,
      OutputTag<StoreRow> rows) {
    if (record.tenantId().isEmpty()) {
      return;
    }
    careful
        .read(record, reading)
        .ifPresent(found -> {
          sightings.inc(found.updates().size());
          unnamed.inc(found.unnamed());
          beyondLimit.inc(found.beyondLimit());
          for (SourceUpdate update : found.updates()) {
            context.output(rows, StoreRows.source(update));
            context.output(SEEN, update);
          }
        });
  }
}
