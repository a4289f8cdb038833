package dev.leeway.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.run.SpanSupplements;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogDecoderTest {
  private static final String CLAUDE_CODE = "com.anthropic.claude_code.events";
  private static final String DETAILS = "gen_ai.client.inference.operation.details";
  private static final ByteString TRACE = ByteString.fromHex("0102030405060708090a0b0c0d0e0f10");
  private static final ByteString SPAN = ByteString.fromHex("1112131415161718");

  @Test
  void theRecordsOfOnePromptAreOneTraceBelowIt() {
    DecodedLogs logs =
        decode(
            CLAUDE_CODE,
            record("user_prompt", "session.id", "s", "prompt.id", "p1"),
            record("api_request", "session.id", "s", "prompt.id", "p1", "request_id", "r1"),
            record("api_request", "session.id", "s", "prompt.id", "p2", "request_id", "r2"));
    AgentEvent prompt = logs.events().get(0).event();
    AgentEvent first = logs.events().get(1).event();
    AgentEvent second = logs.events().get(2).event();
    assertThat(prompt.isRoot()).isTrue();
    assertThat(first.traceId()).isEqualTo(prompt.traceId()).isNotEqualTo(second.traceId());
    assertThat(first.parentSpanId()).isEqualTo(prompt.spanId());
  }

  @Test
  void aRetryOfTheClientGivesTheSameEventsAgain() {
    byte[] request = request("codex_otel", record("codex.user_prompt", "conversation.id", "c"));
    List<MappedSpan> once = decoder().decode("acme", request, Requests.APPEND_MILLIS).events();
    assertThat(decoder().decode("acme", request, Requests.APPEND_MILLIS).events()).isEqualTo(once);
    assertThat(decoder().decode("other", request, Requests.APPEND_MILLIS).events().get(0).event())
        .extracting(AgentEvent::traceId)
        .isNotEqualTo(once.get(0).event().traceId());
  }

  @Test
  void aRetryOfTheClientGivesTheSameSupplementsAgainAndOtherRecordsGiveOthers() {
    LogRecord.Builder question = inSpan(record("gen_ai.user.message"));
    question.setBody(Requests.value(List.of("content", "Hi")));
    LogRecord.Builder details = inSpan(record(DETAILS, "gen_ai.request.model", "m"));
    byte[] request = request("x", question, details);
    List<MappedSpan> once = decoder().decode("acme", request, Requests.APPEND_MILLIS).supplements();
    List<MappedSpan> again =
        decoder().decode("acme", request, Requests.APPEND_MILLIS).supplements();
    assertThat(again).isEqualTo(once).hasSize(2);
    assertThat(once)
        .extracting(said -> said.event().parentSpanId())
        .containsOnly(SPAN.asReadOnlyByteBuffer().getLong());
    assertThat(once).extracting(said -> said.event().spanId()).doesNotHaveDuplicates();
    assertThat(once).allMatch(said -> said.event().has(EventFlag.SUPPLEMENT));
  }

  @Test
  void recordsThatDifferInTheirTimeAreTwoEvents() {
    DecodedLogs logs =
        decode(
            "codex_otel",
            record("codex.user_prompt", "conversation.id", "c"),
            record("codex.user_prompt", "conversation.id", "c").setTimeUnixNano(7));
    assertThat(logs.events()).extracting(event -> event.event().spanId()).doesNotHaveDuplicates();
  }

  @Test
  void detailsCompleteTheirSpanAndReplaceNothing() {
    AgentEvent span =
        Requests.map(
                Requests.span(
                    "chat",
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.provider.name",
                    "openai",
                    "gen_ai.usage.input_tokens",
                    7))
            .event();
    AgentEvent details =
        decode(
                "x",
                inSpan(
                    record(
                        DETAILS,
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.usage.input_tokens",
                        99,
                        "gen_ai.usage.output_tokens",
                        3,
                        "gen_ai.response.finish_reasons",
                        List.of("stop"),
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]")))
            .supplements()
            .get(0)
            .event();
    AgentEvent merged = completed(span, details);
    assertThat(merged.usage().inputTokens()).isEqualTo(7);
    assertThat(merged.usage().outputTokens()).isEqualTo(3);
    assertThat(merged.model().finishReasons()).containsExactly("stop");
    assertThat(merged.contents())
        .singleElement()
        .satisfies(ref -> assertThat(ref.role()).isEqualTo(ContentRole.INPUT_MESSAGES));
    assertThat(merged.endNanos()).isEqualTo(span.endNanos());
    assertThat(completed(merged, details)).isEqualTo(merged);
  }

  @Test
  void anExceptionFailsItsSpan() {
    AgentEvent exception =
        decode(
                "x",
                inSpan(record("gen_ai.client.operation.exception", "exception.type", "Timeout")))
            .supplements()
            .get(0)
            .event();
    AgentEvent merged = completed(Requests.map(Requests.span("chat")).event(), exception);
    assertThat(merged.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(merged.errorType()).isEqualTo("Timeout");
    assertThat(exception.has(EventFlag.STANDS_ALONE)).isFalse();
  }

  @Test
  void aRecordOfACallDescribesTheSpanWithTheSameIdAndAddsWhatOnlyItKnows() {
    AgentEvent call =
        Requests.map(
                Requests.span(
                    "claude_code.llm_request",
                    "span.type",
                    "claude_code.llm_request",
                    "model",
                    "claude-sonnet-5",
                    "input_tokens",
                    5,
                    "request_id",
                    "r1"))
            .event();
    List<AgentEvent> supplements =
        decode(
                CLAUDE_CODE,
                inSpan(record("api_request", "request_id", "r1", "cost_usd", 0.5)),
                inSpan(record("api_request", "request_id", "r2", "cost_usd", 0.7)))
            .supplements()
            .stream()
            .map(MappedSpan::event)
            .toList();
    // Written in another span than the call's, as the agent's would be.
    AgentEvent elsewhere = call.placed(42, call.parentSpanId(), call.flags());
    SpanSupplements both =
        SpanSupplements.of(List.of(elsewhere, supplements.get(0), supplements.get(1)));
    assertThat(both.described()).containsExactly(supplements.get(0).spanId());
    assertThat(both.standIns())
        .extracting(standIn -> standIn.event().spanId())
        .containsExactly(supplements.get(1).spanId());
    assertThat(completed(elsewhere, supplements.get(0)).usage().costUsd()).isEqualTo(0.5);
  }

  @Test
  void plainLinesCostNothingAndAreCounted() {
    DecodedLogs logs =
        decode(
            "org.example",
            record("").setBody(Requests.value("GET /")),
            record("checkout.done", "basket", 3),
            LogRecord.newBuilder());
    assertThat(logs.events()).isEmpty();
    assertThat(logs.supplements()).isEmpty();
    assertThat(logs.plainRecords()).isEqualTo(3).isEqualTo(logs.recordsSeen());
  }

  @Test
  void aBrokenRecordIsSetAsideAndItsNeighboursAreRead() {
    LogRecord whole = record("codex.user_prompt", "conversation.id", "c").build();
    byte[] bytes = request("codex_otel", whole.toBuilder(), whole.toBuilder().setTimeUnixNano(9));
    // The first record's key is longer than what is left of it.
    bytes[indexOf(bytes, "conversation.id".getBytes(UTF_8)) - 1] = 127;
    DecodedLogs logs = decoder().decode("acme", bytes, Requests.APPEND_MILLIS);
    assertThat(logs.events()).hasSize(1);
    assertThat(logs.undecodable())
        .singleElement()
        .satisfies(broken -> {
          assertThat(broken.reason()).isEqualTo(Undecodable.MALFORMED_LOG);
          assertThat(broken.spans()).isEqualTo(1);
        });
    assertThat(logs.recordsSeen()).isEqualTo(2);
    assertThat(decoder().decode("acme", logs.undecodable().get(0).request(), 0).recordsSeen())
        .isEqualTo(1);
  }

  @Test
  void whatIsNoProtobufIsAValue() {
    DecodedLogs logs = decoder().decode("acme", new byte[] {1, 2, 3}, 0);
    assertThat(logs.undecodable())
        .singleElement()
        .satisfies(broken -> assertThat(broken.reason()).isEqualTo(Undecodable.MALFORMED_REQUEST));
    assertThat(decoder().decode("acme", new byte[0], 0).recordsSeen()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void damageNeverThrowsAndEveryRecordIsAccountedFor(long seed) {
    Random random = new Random(seed);
    LogDecoder decoder = decoder();
    byte[] good =
        request(
            CLAUDE_CODE,
            record("api_request", "request_id", "r1", "cost_usd", 0.5),
            inSpan(record("gen_ai.user.message")).setBody(Requests.value(List.of("Hi", 3))),
            inSpan(record(DETAILS, "gen_ai.request.model", "m")));
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = Arrays.copyOf(good, good.length - random.nextInt(3));
      for (int i = 0; i <= random.nextInt(4); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      DecodedLogs logs = decoder.decode("acme", bytes, Requests.APPEND_MILLIS);
      int refused = logs.undecodable().stream().mapToInt(Undecodable::spans).sum();
      assertThat(logs.usedRecords() + logs.notedRecords() + logs.plainRecords() + refused)
          .isEqualTo(logs.recordsSeen());
    }
  }

  @Test
  void kindsOfRecordsAreThoseOfTheirNames() {
    DecodedLogs evaluation = decode("x", record("gen_ai.evaluation.result"));
    assertThat(evaluation.evaluations()).hasSize(1);
    assertThat(evaluation.usedRecords()).isEqualTo(1);
    // A statement about a run is none, and makes none.
    assertThat(evaluation.events()).isEmpty();
    assertThat(evaluation.supplements()).isEmpty();
    assertThat(decode("x", record("gen_ai.brand.new.event")).notedRecords()).isEqualTo(1);
  }

  private static AgentEvent completed(AgentEvent span, AgentEvent supplement) {
    SpanSupplements completed = SpanSupplements.of(List.of(span, supplement));
    assertThat(completed.described()).containsExactly(supplement.spanId());
    return completed.spans().get(0);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  private static DecodedLogs decode(String scope, LogRecord.Builder... records) {
    return decoder().decode("acme", request(scope, records), Requests.APPEND_MILLIS);
  }

  private static LogDecoder decoder() {
    return new LogDecoder(new UserIdHasher("a secret of the tests".getBytes(UTF_8)));
  }

  private static LogRecord.Builder inSpan(LogRecord.Builder record) {
    return record.setTraceId(TRACE).setSpanId(SPAN);
  }

  private static LogRecord.Builder record(String name, Object... attributes) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(Requests.START_NANOS)
        .setEventName(name)
        .addAllAttributes(Requests.pairs(attributes));
  }

  private static byte[] request(String scope, LogRecord.Builder... records) {
    ScopeLogs.Builder scopeLogs =
        ScopeLogs.newBuilder().setScope(InstrumentationScope.newBuilder().setName(scope));
    for (LogRecord.Builder record : records) {
      scopeLogs.addLogRecords(record);
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(Requests.resource("service.name", "shop"))
                .addScopeLogs(scopeLogs))
        .build()
        .toByteArray();
  }
}
