package dev.leeway.storage.row;

import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.source.SourceLag;
import dev.leeway.signals.source.SourceMark;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.signals.source.SourceVolume;
import org.jspecify.annotations.Nullable;

/** Sightings of data sources as rows of {@code source_sightings}. */
public final class SourceRows implements RowEncoder<SourceUpdate> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "source_sightings",
          "tenant_id",
          "source_id",
          "source_type",
          "environment",
          "carrier",
          "status",
          "agent_name",
          "observed_at",
          "as_of",
          "loaded_at",
          "newest_document_at",
          "oldest_document_at",
          "freshness_lag_seconds",
          "version",
          "run_id",
          "max_staleness_seconds",
          "rows",
          "bytes",
          "null_share",
          "lag_seconds",
          "lag_records",
          "consumer",
          "mark_series",
          "mark",
          "detail",
          "trace_id",
          "span_id",
          "update_id",
          "append_time");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(SourceUpdate update, RowBuffer out) {
    out.text(update.tenantId())
        .text(update.sourceId())
        .text(update.sourceType())
        .text(update.environment())
        .text(update.carrier().name())
        .text(update.status().name())
        .text(update.use().agentName());
    times(update.times(), out);
    out.text(update.version()).text(update.runId()).nullableFloat64(update.maxStalenessSeconds());
    volume(update.volume(), out);
    lag(update.lag(), out);
    mark(update.mark(), out);
    out.text(update.detail());
    use(update.use(), out);
    out.hex16(update.updateId()).int64(update.appendMillis());
  }

  private static void times(SourceTimes times, RowBuffer out) {
    out.int64(times.observedMillis())
        .nullableInt64(times.asOfMillis())
        .nullableInt64(times.loadedMillis())
        .nullableInt64(times.newestDocumentMillis())
        .nullableInt64(times.oldestDocumentMillis())
        .nullableFloat64(times.ageSeconds());
  }

  private static void volume(SourceVolume volume, RowBuffer out) {
    out.nullableInt64(volume.rows())
        .nullableInt64(volume.bytes())
        .nullableFloat64(volume.nullShare());
  }

  private static void lag(SourceLag lag, RowBuffer out) {
    out.nullableFloat64(lag.seconds()).nullableFloat64(lag.records()).text(lag.consumer());
  }

  private static void mark(@Nullable SourceMark mark, RowBuffer out) {
    if (mark == null) {
      out.text("").nullableFloat64(null);
    } else {
      out.text(mark.series()).nullableFloat64(mark.value());
    }
  }

  private static void use(SourceUse use, RowBuffer out) {
    TraceId trace = use.traceId();
    out.word(trace == null ? 0 : trace.high())
        .word(trace == null ? 0 : trace.low())
        .word(use.spanId());
  }
}
