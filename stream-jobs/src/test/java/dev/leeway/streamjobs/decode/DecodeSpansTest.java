package dev.leeway.streamjobs.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.lookup.EventKey;
import dev.leeway.storage.lookup.StoredTrace;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.Standing;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoredTraces;
import dev.leeway.telemetry.DecodedBatch;
import dev.leeway.telemetry.SpanDecoder;
import dev.leeway.telemetry.UserIdHasher;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // How the harness declares close() is Flink's choice.
final class DecodeSpansTest {
  private static final long APPEND = 1_700_000_000_000L;
  private static final byte[] SECRET = "a secret of some length".getBytes(StandardCharsets.UTF_8);
  private final Stored stored = new Stored();

  @Test
  void youngSpansAreAskedAboutByNobody() throws Exception {
    try (var harness = opened(Long.MIN_VALUE)) {
      harness.processElement(record("acme", request(1, APPEND - 80_000)), 0);

      assertThat(standings(harness)).containsExactly(Standing.UNASKED);
      assertThat(stored.questions).isZero();
    }
  }

  @Test
  void oldSpansAreAskedAboutOnceForTheWholeRecord() throws Exception {
    stored.keys.add(new EventKey(new TraceId(7, 1), 1));
    stored.keys.add(new EventKey(new TraceId(7, 2), 99));
    try (var harness = opened(Long.MIN_VALUE)) {
      harness.processElement(
          record(
              "acme",
              request(1, APPEND - 91_000)
                  .concat(request(2, APPEND - 91_000))
                  .concat(request(3, APPEND - 91_000))),
          0);

      assertThat(standings(harness))
          .containsExactly(Standing.STORED, Standing.TRACE_STORED, Standing.TRACE_UNSEEN);
      assertThat(stored.questions).isOne();
    }
  }

  @Test
  void afterALostStateEverythingThatIsReadAgainIsAskedAbout() throws Exception {
    try (var harness = opened(APPEND + 1)) {
      harness.processElement(record("acme", request(1, APPEND)), 0);

      assertThat(standings(harness)).containsExactly(Standing.TRACE_UNSEEN);
    }
  }

  @Test
  void whatCannotBeDecodedIsSetAsideAndItsNeighboursAreNot() throws Exception {
    Span zeroId = span(2, APPEND).toBuilder().setSpanId(ByteString.copyFrom(new byte[8])).build();
    try (var harness = opened(Long.MIN_VALUE)) {
      harness.processElement(record("acme", request(1, APPEND).concat(requestOf(zeroId))), 0);
      harness.processElement(record("acme", ByteString.copyFrom(new byte[] {1, 2, 3})), 0);
      harness.processElement(record("", request(3, APPEND)), 0);

      assertThat(standings(harness)).hasSize(1);
      assertThat(harness.getSideOutput(DecodedOutput.ROWS))
          .extracting(StreamRecord::getValue)
          .extracting(StoreRow::destination)
          .containsExactly(
              Destination.DEAD_LETTERS,
              Destination.DEAD_LETTERS_TOPIC,
              Destination.DEAD_LETTERS,
              Destination.DEAD_LETTERS_TOPIC,
              Destination.DEAD_LETTERS,
              Destination.DEAD_LETTERS_TOPIC);
      LedgerDelta sum =
          harness.getSideOutput(DecodedOutput.LEDGER).stream()
              .map(StreamRecord::getValue)
              .reduce(LedgerDelta::plus)
              .orElseThrow();
      assertThat(sum).isEqualTo(new LedgerDelta("otlp_spans", 0, 5, 5, 1, 0, 0, 3));
    }
  }

  @Test
  void aMistakeInTheDecoderSetsOneRequestAsideAndTheNextIsDecoded() throws Exception {
    Decoding.Factory<DecodedBatch> failing =
        () -> {
          SpanDecoder decoder = new SpanDecoder(new UserIdHasher(SECRET));
          return (tenant, request, append) -> {
            if (tenant.equals("unlucky")) {
              throw new IllegalStateException("a mapper's mistake");
            }
            return decoder.decode(tenant, request, append);
          };
        };
    try (var harness = opened(failing, Long.MIN_VALUE)) {
      harness.processElement(record("unlucky", request(1, APPEND)), 0);
      harness.processElement(record("acme", request(2, APPEND)), 0);

      assertThat(standings(harness)).hasSize(1);
      StoreRow told =
          harness.getSideOutput(DecodedOutput.ROWS).stream()
              .map(StreamRecord::getValue)
              .filter(row -> row.destination() == Destination.DEAD_LETTERS_TOPIC)
              .findFirst()
              .orElseThrow();
      assertThat(told.key()).isEqualTo("otlp_spans-0-5");
      assertThat(new String(told.bytes(), StandardCharsets.UTF_8))
          .contains("\"reason\":\"decoder_failed\"", "a mapper's mistake", "\"unlucky\"");
    }
  }

  @Test
  void aPromptThatWasSentTodayIsNotSentAgain() throws Exception {
    Span prompt =
        span(1, APPEND).toBuilder()
            .addAttributes(text("gen_ai.operation.name", "chat"))
            .addAttributes(
                text("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Help\"}]"))
            .build();
    try (var harness = opened(Long.MIN_VALUE)) {
      harness.processElement(record("acme", requestOf(prompt)), 0);
      harness.processElement(record("acme", requestOf(prompt)), 0);

      assertThat(harness.getSideOutput(DecodedOutput.ROWS)).hasSize(1);
    }
  }

  private OneInputStreamOperatorTestHarness<SourceRecord, SpanRecord> opened(long verifyBefore)
      throws Exception {
    return opened(() -> new SpanDecoder(new UserIdHasher(SECRET))::decode, verifyBefore);
  }

  private OneInputStreamOperatorTestHarness<SourceRecord, SpanRecord> opened(
      Decoding.Factory<DecodedBatch> decoding, long verifyBefore) throws Exception {
    OneInputStreamOperatorTestHarness<SourceRecord, SpanRecord> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(
                new DecodeSpans(decoding, SuspectRule.verifyingBefore(verifyBefore), stored)));
    harness.setProcessingTime(APPEND);
    harness.open();
    return harness;
  }

  private static List<Standing> standings(
      OneInputStreamOperatorTestHarness<SourceRecord, SpanRecord> harness) {
    return harness.getRecordOutput().stream().map(record -> record.getValue().standing()).toList();
  }

  private static SourceRecord record(String tenant, ByteString value) {
    return new SourceRecord("otlp_spans", 0, 5, APPEND, tenant, value.toByteArray());
  }

  private static ByteString request(long trace, long endMillis) {
    return requestOf(span(trace, endMillis));
  }

  private static ByteString requestOf(Span span) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build()
        .toByteString();
  }

  private static Span span(long trace, long endMillis) {
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(7).putLong(trace).array()))
        .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(1).array()))
        .setName("work")
        .setStartTimeUnixNano((endMillis - 100) * 1_000_000)
        .setEndTimeUnixNano(endMillis * 1_000_000)
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /** Storage that holds some spans and counts how often it is asked. */
  private static final class Stored implements StoredTraces, StoredTraces.Factory {
    private static final long serialVersionUID = 1L;
    private final transient Set<EventKey> keys = new HashSet<>();
    private transient int questions;

    @Override
    public StoredTraces open(MetricGroup metrics) {
      return this;
    }

    @Override
    public Set<EventKey> storedSpans(
        String tenantId, long fromMillis, long toMillis, Collection<TraceId> traceIds) {
      questions++;
      return keys;
    }

    @Override
    public StoredTrace trace(String tenantId, TraceId traceId, int spansMax) {
      return StoredTrace.of(List.of(), List.of());
    }

    @Override
    public List<RunRow> runs(String tenantId, TraceId traceId) {
      return List.of();
    }

    @Override
    public Map<String, String> texts(String tenantId, Collection<String> hashes) {
      return Map.of();
    }

    @Override
    public void close() {}
  }
}
