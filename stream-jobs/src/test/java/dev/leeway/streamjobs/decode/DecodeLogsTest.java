package dev.leeway.streamjobs.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentEventCodec;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.storage.lookup.EventKey;
import dev.leeway.storage.lookup.StoredTrace;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoredTraces;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // How the harness declares close() is Flink's choice.
final class DecodeLogsTest {
  private static final long APPEND = 1_700_000_000_000L;
  private static final byte[] SECRET = "a secret of some length".getBytes(StandardCharsets.UTF_8);

  @Test
  void eventsAndSupplementsGoTheWayOfSpansAndPlainLinesEndHere() throws Exception {
    try (var harness = opened()) {
      harness.processElement(
          record(
              "acme",
              request(
                  inSpan(named("gen_ai.client.inference.operation.details")),
                  named("claude_code.user_prompt"),
                  named(""))),
          0);

      List<AgentEvent> events =
          harness.getRecordOutput().stream()
              .map(sent -> AgentEventCodec.decode(sent.getValue().facts()))
              .toList();
      assertThat(events)
          .extracting(event -> event.has(EventFlag.SUPPLEMENT))
          .containsExactly(false, true);
      assertThat(events.get(1).parentSpanId()).isEqualTo(1);
      // What is decoded are the rows to come; the plain line is none.
      assertThat(ledgerOf(harness)).isEqualTo(new LedgerDelta("otlp_logs", 0, 5, 5, 2, 0, 0, 0));
    }
  }

  @Test
  void whatCannotBeDecodedIsSetAsideForAReplayOfItsSignal() throws Exception {
    try (var harness = opened()) {
      harness.processElement(record("acme", ByteString.copyFrom(new byte[] {1, 2, 3})), 0);
      harness.processElement(record("", request(named("claude_code.user_prompt"))), 0);

      assertThat(harness.getRecordOutput()).isEmpty();
      assertThat(harness.getSideOutput(DecodedOutput.ROWS))
          .extracting(StreamRecord::getValue)
          .filteredOn(row -> row.destination() == Destination.DEAD_LETTERS_TOPIC)
          .extracting(StoreRow::key)
          .containsExactly("otlp_logs-0-5", "otlp_logs-0-5");
      assertThat(ledgerOf(harness)).isEqualTo(new LedgerDelta("otlp_logs", 0, 5, 5, 0, 0, 0, 2));
    }
  }

  @Test
  void aMistakeInTheDecoderSetsOneRequestAsideAndTheNextIsDecoded() throws Exception {
    try (var harness =
        opened(
            new DecodeLogs(
                () ->
                    (tenant, request, append) -> {
                      throw new IllegalStateException("a mapper's mistake");
                    },
                SuspectRule.verifyingBefore(Long.MIN_VALUE),
                new Nothing()))) {
      harness.processElement(record("acme", request(named("claude_code.user_prompt"))), 0);

      assertThat(ledgerOf(harness).deadLettered()).isOne();
    }
  }

  private static LedgerDelta ledgerOf(
      OneInputStreamOperatorTestHarness<SourceRecord, SpanRecord> harness) {
    return harness.getSideOutput(DecodedOutput.LEDGER).stream()
        .map(StreamRecord::getValue)
        .reduce(LedgerDelta::plus)
        .orElseThrow();
  }

  private static OneInputStreamOperatorTestHarness<SourceRecord, SpanRecord> opened()
      throws Exception {
    return opened(
        new DecodeLogs(
            SECRET,
            SuspectRule.verifyingBefore(Long.MIN_VALUE),
            new Nothing(),
            RuleBook.defaults()));
  }

  private static OneInputStreamOperatorTestHarness<SourceRecord, SpanRecord> opened(
      DecodeLogs function) throws Exception {
    OneInputStreamOperatorTestHarness<SourceRecord, SpanRecord> harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
    harness.setProcessingTime(APPEND);
    harness.open();
    return harness;
  }

  private static SourceRecord record(String tenant, ByteString value) {
    return new SourceRecord("otlp_logs", 0, 5, APPEND, tenant, value.toByteArray());
  }

  private static LogRecord.Builder named(String name) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(APPEND * 1_000_000)
        .setEventName(name)
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("session.id")
                .setValue(AnyValue.newBuilder().setStringValue("s")));
  }

  private static LogRecord.Builder inSpan(LogRecord.Builder record) {
    return record
        .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(7).putLong(1).array()))
        .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(1).array()));
  }

  private static ByteString request(LogRecord.Builder... records) {
    ScopeLogs.Builder scope =
        ScopeLogs.newBuilder().setScope(InstrumentationScope.newBuilder().setName("test"));
    for (LogRecord.Builder record : records) {
      scope.addLogRecords(record);
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
        .build()
        .toByteString();
  }

  /** Storage without anything in it. */
  private static final class Nothing implements StoredTraces, StoredTraces.Factory {
    private static final long serialVersionUID = 1L;

    @Override
    public StoredTraces open(MetricGroup metrics) {
      return this;
    }

    @Override
    public Set<EventKey> storedSpans(
        String tenantId, long fromMillis, long toMillis, Collection<TraceId> traceIds) {
      return Set.of();
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
