package dev.leeway.streamjobs.decode;

import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoreRows;
import dev.leeway.telemetry.MappedSpan;
import dev.leeway.telemetry.freshness.FoundSources;
import dev.leeway.telemetry.freshness.LogSources;
import dev.leeway.telemetry.freshness.MetricSources;
import dev.leeway.telemetry.freshness.SpanSources;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a Kafka record says of data sources, and gives it on as rows. A resend gives the same
 * rows again: the table keeps one of each. Not thread-safe.
 */
public final class SourceSightings {
  private static final Logger LOG = LoggerFactory.getLogger(SourceSightings.class);
  private static final int FAILURES_PER_LINE = 1_000;

  private final LogSources logs = new LogSources();
  private final MetricSources metrics = new MetricSources();
  private final Counter sightings;
  private final Counter unnamed;
  private final Counter beyondLimit;
  private final Counter failures;

  public SourceSightings(MetricGroup group) {
    sightings = group.counter("leeway.sources.sightings");
    unnamed = group.counter("leeway.sources.unnamed");
    beyondLimit = group.counter("leeway.sources.beyond_limit");
    failures = group.counter("leeway.sources.failures");
  }

  public void ofSpans(SourceRecord record, List<MappedSpan> spans, Consumer<StoreRow> out) {
    send(record, () -> SpanSources.of(spans), out);
  }

  /** Reads the record's log records. */
  public void ofLogs(SourceRecord record, Consumer<StoreRow> out) {
    send(record, () -> logs.of(record.tenantId(), record.value(), record.appendMillis()), out);
  }

  /** Reads the record's metrics. */
  public void ofMetrics(SourceRecord record, Consumer<StoreRow> out) {
    send(record, () -> metrics.of(record.tenantId(), record.value(), record.appendMillis()), out);
  }

  private void send(SourceRecord record, Supplier<FoundSources> reading, Consumer<StoreRow> out) {
    if (record.tenantId().isEmpty()) {
      return;
    }
    FoundSources found;
    try {
      found = reading.get();
    } catch (RuntimeException e) {
      // A mistake of ours, which the record would meet again at each restart of the job.
      failures.inc();
      if (failures.getCount() % FAILURES_PER_LINE == 1) {
        LOG.error(
            "reading data sources failed on {}-{} offset {}; failures: {}",
            record.topic(),
            record.partition(),
            record.offset(),
            failures.getCount(),
            e);
      }
      return;
    }
    sightings.inc(found.updates().size());
    unnamed.inc(found.unnamed());
    beyondLimit.inc(found.beyondLimit());
    found.updates().forEach(update -> out.accept(StoreRows.source(update)));
  }
}
