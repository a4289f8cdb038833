package dev.leeway.telemetry.freshness;

import static dev.leeway.telemetry.freshness.Otlp.NOW_MILLIS;
import static dev.leeway.telemetry.freshness.Otlp.decoded;
import static dev.leeway.telemetry.freshness.Otlp.resource;
import static dev.leeway.telemetry.freshness.Otlp.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.signals.source.SourceVolume;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpanSourcesTest {
  private static final TraceId TRACE = TraceId.parse("0102030405060708090a0b0c0d0e0f10");
  private static final long SPAN = 0x1112131415161701L;

  @Test
  void aRetrievalIsAUseByItsAgentAtItsStart() {
    SourceUpdate use =
        only(
            SpanSources.of(
                decoded(
                    resource("service.name", "desk", "deployment.environment.name", "prod"),
                    span(
                        1,
                        "gen_ai.operation.name",
                        "retrieval",
                        "gen_ai.data_source.id",
                        "policies",
                        "data_source.type",
                        "vector_index",
                        "data_source.as_of",
                        "2026-11-22T09:00:00Z",
                        "data_source.loaded_at",
                        (NOW_MILLIS - 600_000) / 1_000,
                        "data_source.version",
                        "v7",
                        "data_source.max_staleness_s",
                        "7200"))));
    assertThat(use.sourceId()).isEqualTo("policies");
    assertThat(use.sourceType()).isEqualTo("vector_index");
    assertThat(use.environment()).isEqualTo("prod");
    assertThat(use.carrier()).isEqualTo(SourceCarrier.ATTRIBUTES);
    assertThat(use.version()).isEqualTo("v7");
    assertThat(use.maxStalenessSeconds()).isEqualTo(7_200);
    assertThat(use.use()).isEqualTo(new SourceUse("desk", TRACE, SPAN));
    assertThat(use.times())
        .isEqualTo(
            SourceTimes.at(NOW_MILLIS).asOf(NOW_MILLIS - 3_600_000).loaded(NOW_MILLIS - 600_000));
    assertThat(use.times().ageSeconds()).isEqualTo(3_600);
    assertThat(use.times().pipelineLagSeconds()).isEqualTo(3_000);
  }

  @Test
  void theOwnKeyOutranksOpenTelemetrys() {
    assertThat(
            only(SpanSources.of(
                    decoded(
                        resource(),
                        span(1, "gen_ai.data_source.id", "theirs", "data_source.id", "ours"))))
                .sourceId())
        .isEqualTo("ours");
  }

  @Test
  void documentsTellTheirAgeByTheirMetadata() {
    SourceUpdate use =
        only(
            SpanSources.of(
                decoded(
                    resource("service.name", "desk"),
                    span(
                        1,
                        "openinference.span.kind",
                        "RETRIEVER",
                        "data_source.id",
                        "policies",
                        "retrieval.documents.0.document.id",
                        "a",
                        "retrieval.documents.0.document.metadata",
                        "{\"updated_at\": \"2026-11-22\"}",
                        "retrieval.documents.1.document.id",
                        "b",
                        "retrieval.documents.1.document.metadata",
                        "{\"last_modified\": 1700000000}"))));
    assertThat(use.times())
        .isEqualTo(
            SourceTimes.at(NOW_MILLIS).documents(NOW_MILLIS - 36_000_000, 1_700_000_000_000L));
    assertThat(use.times().ageSeconds()).isEqualTo(36_000);
  }

  @Test
  void aPipelinesSpanIsAnUpdateAtItsEnd() {
    SourceUpdate update =
        only(
            SpanSources.of(
                decoded(
                    resource("service.name", "index-build"),
                    span(
                        1,
                        "data_source.id",
                        "policies",
                        "data_source.run_id",
                        "r1",
                        "data_source.rows",
                        "1200",
                        "data_source.null_share",
                        0.25,
                        "data_source.status",
                        "success"))));
    assertThat(update.times().observedMillis()).isEqualTo(NOW_MILLIS + 1_000);
    assertThat(update.use().agentName()).isEmpty();
    assertThat(update.environment()).isEmpty();
    assertThat(update.status()).isEqualTo(SourceStatus.SUCCESS);
    assertThat(update.volume()).isEqualTo(new SourceVolume(1_200L, null, 0.25));
  }

  @Test
  void aResourceThatNamesTheSourceIsOneSightingPerRequest() {
    FoundSources found =
        SpanSources.of(
            decoded(
                resource("data_source.id", "policies", "data_source.as_of", "2026-11-22T09:59:00Z"),
                span(1),
                span(2),
                span(3)));
    assertThat(only(found).times().asOfMillis()).isEqualTo(NOW_MILLIS - 60_000);
    assertThat(only(found).use().agentName()).isEmpty();
  }

  @Test
  void spansWithoutASourceSayNothing() {
    assertThat(SpanSources.of(decoded(resource("service.name", "desk"), span(1, "x", "y"))))
        .isEqualTo(FoundSources.NONE);
  }

  @Test
  void nonsenseIsAbsentAndTheSightingStays() {
    SourceUpdate use =
        only(
            SpanSources.of(
                decoded(
                    resource(),
                    span(
                        1,
                        "data_source.id",
                        "x".repeat(5_000),
                        "data_source.as_of",
                        true,
                        "data_source.loaded_at",
                        "yesterday",
                        "data_source.max_staleness_s",
                        "-5",
                        "data_source.rows",
                        "-1",
                        "data_source.bytes",
                        "1e300",
                        "data_source.null_share",
                        "NaN",
                        "data_source.status",
                        "splendid"))));
    assertThat(use.sourceId()).hasSize(512);
    assertThat(use.times()).isEqualTo(SourceTimes.at(use.times().observedMillis()));
    assertThat(use.maxStalenessSeconds()).isNull();
    assertThat(use.volume()).isEqualTo(SourceVolume.NONE);
    assertThat(use.status()).isEqualTo(SourceStatus.UNKNOWN);
  }

  @Test
  void timesOfTheFutureAreSetAsideWithAWord() {
    SourceUpdate use =
        only(
            SpanSources.of(
                decoded(
                    resource(),
                    span(
                        1,
                        "data_source.id",
                        "policies",
                        "data_source.as_of",
                        "2199-01-01T00:00:00Z",
                        "data_source.loaded_at",
                        "2026-11-22T10:05:01Z"))));
    assertThat(use.times().asOfMillis()).isNull();
    assertThat(use.times().loadedMillis()).isEqualTo(NOW_MILLIS + 301_000);
    assertThat(use.detail()).isEqualTo("as_of lies in the future: 2199-01-01T00:00:00Z");
  }

  private static SourceUpdate only(FoundSources found) {
    List<SourceUpdate> updates = found.updates();
    assertThat(updates).hasSize(1);
    return updates.get(0);
  }
}
