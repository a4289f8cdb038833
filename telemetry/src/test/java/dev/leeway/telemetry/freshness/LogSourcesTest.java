package dev.leeway.telemetry.freshness;

import static dev.leeway.telemetry.freshness.Otlp.APPEND_MILLIS;
import static dev.leeway.telemetry.freshness.Otlp.NOW_MILLIS;
import static dev.leeway.telemetry.freshness.Otlp.logs;
import static dev.leeway.telemetry.freshness.Otlp.record;
import static dev.leeway.telemetry.freshness.Otlp.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.SourceVolume;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogSourcesTest {
  @Test
  void aRecordWithTheAttributesIsAnUpdate() {
    FoundSources found =
        found(
            resource("deployment.environment", "staging"),
            record(
                "data_source.id",
                "warehouse/orders",
                "data_source.type",
                "table",
                "data_source.carrier",
                "openlineage",
                "data_source.status",
                "success",
                "data_source.as_of",
                (NOW_MILLIS - 60_000) * 1_000,
                "data_source.loaded_at",
                NOW_MILLIS,
                "data_source.rows",
                12L,
                "data_source.bytes",
                3_400L));
    assertThat(found.updates()).hasSize(1);
    SourceUpdate update = found.updates().get(0);
    assertThat(update.sourceId()).isEqualTo("warehouse/orders");
    assertThat(update.environment()).isEqualTo("staging");
    assertThat(update.carrier()).isEqualTo(SourceCarrier.OPENLINEAGE);
    assertThat(update.status()).isEqualTo(SourceStatus.SUCCESS);
    assertThat(update.times())
        .isEqualTo(SourceTimes.at(NOW_MILLIS).asOf(NOW_MILLIS - 60_000).loaded(NOW_MILLIS));
    assertThat(update.volume()).isEqualTo(new SourceVolume(12L, 3_400L, null));
  }

  @Test
  void aRecordInsideOfARunKeepsItsTraceAndAgent() {
    LogRecord.Builder record =
        record("gen_ai.data_source.id", "policies", "data_source.version", "3")
            .setTraceId(ByteString.fromHex("0102030405060708090a0b0c0d0e0f10"));
    SourceUpdate update =
        found(resource("gen_ai.main_agent.name", "desk"), record).updates().get(0);
    assertThat(update.use().agentName()).isEqualTo("desk");
    assertThat(update.use().traceId())
        .isEqualTo(new TraceId(0x0102030405060708L, 0x090a0b0c0d0e0f10L));
  }

  @Test
  void aResendGivesTheSameIds() {
    byte[] request = logs(resource(), record("data_source.id", "a"), record("data_source.id", "b"));
    FoundSources once = new LogSources().of("acme", request, APPEND_MILLIS);
    FoundSources again = new LogSources().of("acme", request, APPEND_MILLIS + 86_400_000);
    assertThat(once.updates()).extracting(SourceUpdate::updateId).doesNotHaveDuplicates();
    assertThat(again.updates())
        .extracting(SourceUpdate::updateId)
        .isEqualTo(once.updates().stream().map(SourceUpdate::updateId).toList());
  }

  @Test
  void plainLinesAreNoSightings() {
    assertThat(found(resource("service.name", "x"), record("topic", "orders", "event.name", "x")))
        .isEqualTo(FoundSources.NONE);
  }

  @Test
  void aRecordThatNamesNoSourceIsCounted() {
    assertThat(found(resource(), record("data_source.as_of", "2026-11-22")).unnamed()).isEqualTo(1);
  }

  @Test
  void moreThanTheLimitIsCounted() {
    LogRecord.Builder[] records = new LogRecord.Builder[FoundSources.UPDATES_MAX + 3];
    for (int i = 0; i < records.length; i++) {
      records[i] = record("data_source.id", "s" + i);
    }
    FoundSources found = found(resource(), records);
    assertThat(found.updates()).hasSize(FoundSources.UPDATES_MAX);
    assertThat(found.beyondLimit()).isEqualTo(3);
  }

  @Test
  void aClockAheadDoesNotMakeTheSightingNew() {
    LogRecord.Builder ahead = record("data_source.id", "a").setTimeUnixNano(Long.MAX_VALUE);
    assertThat(found(resource(), ahead).updates().get(0).times().observedMillis())
        .isEqualTo(APPEND_MILLIS);
    LogRecord.Builder none = record("data_source.id", "a").clearTimeUnixNano();
    assertThat(found(resource(), none).updates().get(0).times().observedMillis())
        .isEqualTo(APPEND_MILLIS);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void brokenBytesGiveNothingWorseThanNothing(long seed) {
    Random random = new Random(seed);
    byte[] whole = logs(resource("data_source.type", "table"), record("data_source.id", "a"));
    for (int round = 0; round < 2_000; round++) {
      byte[] broken = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      assertThat(new LogSources().of("acme", broken, APPEND_MILLIS).updates().size())
          .isLessThanOrEqualTo(whole.length);
    }
  }

  private static FoundSources found(Resource.Builder resource, LogRecord.Builder... records) {
    return new LogSources().of("acme", logs(resource, records), APPEND_MILLIS);
  }
}
