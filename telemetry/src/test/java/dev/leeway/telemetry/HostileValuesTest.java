package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.Usage;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.ConventionMapper;
import dev.leeway.telemetry.convention.Conventions;
import dev.leeway.telemetry.convention.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every key that a dialect names, with values that it never has: of another type, encoded once
 * more, lists for scalars, numbers of damage. Nothing throws, and nothing absurd is stored.
 */
final class HostileValuesTest {
  private static final long COUNT_MAX = 1_000_000_000_000L;
  private static final double COST_MAX_USD = 1e6;
  private static final int REQUESTS = 150;
  private static final int SPANS = 8;

  private static final List<String> KEYS =
      Stream.concat(
              new CompiledConventions(Conventions.ALL).keys().stream(),
              Conventions.ALL.stream()
                  .flatMap(HostileValuesTest::listKeys)
                  .map(prefix -> prefix + "0.message.content"))
          .toList();

  private static final List<String> SCOPES =
      Conventions.ALL.stream()
          .flatMap(mapper -> mapper.signals().stream())
          .filter(signal ->
              signal.place() == Signal.Place.SCOPE || signal.place() == Signal.Place.SCOPE_PREFIX)
          .map(Signal::text)
          .toList();

  private static final List<String> EVENTS =
      List.of(
          "exception",
          "gen_ai.choice",
          "gen_ai.user.message",
          "gen_ai.client.inference.operation.details",
          "gen_ai.content.prompt",
          "ai.stream.firstChunk",
          "db.query.result");

  private static final List<String> RECORDS =
      List.of(
          "claude_code.api_request",
          "claude_code.api_error",
          "claude_code.tool_result",
          "claude_code.user_prompt",
          "codex.api_request",
          "codex.sse_event",
          "codex.tool_result",
          "codex.user_prompt",
          "gemini_cli.api_request",
          "gemini_cli.api_response",
          "gemini_cli.tool_call",
          "gen_ai.choice",
          "gen_ai.client.inference.operation.details",
          "gen_ai.evaluation.result",
          "copilot_chat.tool.call");

  private static final List<Long> NUMBERS =
      List.of(0L, 1L, -1L, 7L, Long.MAX_VALUE, Long.MIN_VALUE, COUNT_MAX, COUNT_MAX + 1, 429L);

  private static final List<Double> DECIMALS =
      List.of(0.0, -0.0, -1.5, 1e300, -1e300, Double.NaN, Double.POSITIVE_INFINITY, 0.1, 1e13);

  private static final List<String> TEXTS =
      List.of(
          "",
          "12",
          "-12",
          "1e400",
          "99999999999999999999",
          "NaN",
          "null",
          "{}",
          "[]",
          "{",
          "[[[[[[",
          "\"",
          "\\",
          "true",
          "gpt-4o-mini",
          "stop,length,\"x",
          "[{\"role\":5,\"parts\":{\"type\":[]}}]",
          "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":{\"a\":1}}]}]",
          "{\"input\":-5,\"output\":1e40,\"total\":\"x\",\"input_cached_tokens\":null}",
          "{\"usage\":{\"inputTokens\":[1],\"outputTokens\":{}},\"finishReason\":7}",
          "{\"choices\":[{\"finish_reason\":{\"a\":[]}}],\"stop_reason\":null}",
          "{\"kwargs\":{\"name\":[],\"tool_call_id\":{}}}",
          "2026-13-45T99:99:99Z",
          "\ud83d");

  static LongStream seeds() {
    return LongStream.range(0, 6);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spansOfWrongValuesAreEventsWithoutAbsurdities(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SpanDecoder decoder = Requests.decoder();
    for (int request = 0; request < REQUESTS; request++) {
      Span.Builder[] spans = new Span.Builder[SPANS];
      for (int i = 0; i < SPANS; i++) {
        spans[i] = span(random);
      }
      byte[] bytes = Requests.request(Requests.resource(), oneOf(random, SCOPES), "", spans);
      DecodedBatch batch = decoder.decode("acme", bytes, Requests.APPEND_MILLIS);
      assertThat(batch.spans().size() + batch.placeholders()).isEqualTo(SPANS);
      batch.spans().forEach(span -> assertSane(span.event()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void logRecordsOfWrongValuesAreEventsWithoutAbsurdities(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LogDecoder decoder = Requests.logDecoder();
    for (int request = 0; request < REQUESTS; request++) {
      ScopeLogs.Builder logs =
          ScopeLogs.newBuilder()
              .setScope(InstrumentationScope.newBuilder().setName(oneOf(random, SCOPES)));
      for (int i = 0; i < SPANS; i++) {
        logs.addLogRecords(record(random));
      }
      byte[] bytes =
          ExportLogsServiceRequest.newBuilder()
              .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(logs))
              .build()
              .toByteArray();
      DecodedLogs decoded = decoder.decode("acme", bytes, Requests.APPEND_MILLIS);
      assertThat(decoded.recordsSeen()).isEqualTo(SPANS);
      assertThat(decoded.undecodable()).isEmpty();
      decoded.events().forEach(event -> assertSane(event.event()));
      decoded.supplements().forEach(supplement -> assertSane(supplement.event()));
    }
  }

  private static void assertSane(AgentEvent event) {
    Usage usage = event.usage();
    assertThat(
            Stream.of(
                    usage.inputTokens(),
                    usage.outputTokens(),
                    usage.cacheReadTokens(),
                    usage.cacheWriteTokens(),
                    usage.reasoningTokens())
                .filter(Objects::nonNull))
        .as(event.toString())
        .allMatch(count -> count >= 0 && count <= 3 * COUNT_MAX);
    if (usage.costUsd() != null) {
      assertThat(usage.costUsd()).as(event.toString()).isBetween(0.0, COST_MAX_USD);
    }
    ModelCall model = event.model();
    if (model.ttftNanos() != null) {
      assertThat(model.ttftNanos()).as(event.toString()).isNotNegative();
    }
    assertThat(event.attempts()).isBetween(1, 1_001);
    assertThat(event.httpStatus()).isBetween(0, 599);
    assertThat(event.durationNanos()).isNotNegative();
    assertThat(model.finishReasons()).hasSizeLessThanOrEqualTo(64);
  }

  private static Span.Builder span(SplittableRandom random) {
    Span.Builder span =
        Requests.span(oneOf(random, List.of("chat m", "execute_tool t", "llm_call", "x")))
            .addAllAttributes(attributes(random));
    for (int i = random.nextInt(3); i > 0; i--) {
      span.addEvents(
          Requests.event(oneOf(random, EVENTS), random.nextInt(2_000))
              .addAllAttributes(attributes(random)));
    }
    return span;
  }

  private static LogRecord.Builder record(SplittableRandom random) {
    LogRecord.Builder record =
        LogRecord.newBuilder()
            .setTimeUnixNano(Requests.START_NANOS)
            .setEventName(oneOf(random, RECORDS))
            .setBody(value(random, 2))
            .addAllAttributes(attributes(random));
    if (random.nextBoolean()) {
      Span.Builder within = Requests.span("x");
      record.setTraceId(within.getTraceId()).setSpanId(within.getSpanId());
    }
    return record;
  }

  private static List<KeyValue> attributes(SplittableRandom random) {
    List<KeyValue> attributes = new ArrayList<>();
    for (int i = 1 + random.nextInt(40); i > 0; i--) {
      attributes.add(
          KeyValue.newBuilder().setKey(oneOf(random, KEYS)).setValue(value(random, 3)).build());
    }
    return attributes;
  }

  private static AnyValue value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> Requests.value(oneOf(random, NUMBERS));
      case 1 -> Requests.value(oneOf(random, DECIMALS));
      case 2 -> Requests.value(random.nextBoolean());
      case 3 -> AnyValue.getDefaultInstance();
      case 4 -> Requests.value(oneOf(random, TEXTS));
      case 5 -> Requests.value(again(oneOf(random, TEXTS), 1 + random.nextInt(3)));
      case 6 -> Requests.value(List.of(value(random, depth - 1), value(random, depth - 1)));
      case 7 -> {
        Map<String, Object> pairs = new LinkedHashMap<>();
        pairs.put(oneOf(random, KEYS), value(random, depth - 1));
        pairs.put("content", value(random, depth - 1));
        yield Requests.value(pairs);
      }
      default -> Requests.value(new byte[] {-1, 0, 'x'});
    };
  }

  /** Encoded as a JSON string once more, and again. */
  private static String again(String text, int times) {
    String encoded = text;
    for (int i = 0; i < times; i++) {
      encoded = '"' + encoded.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    return encoded;
  }

  private static Stream<String> listKeys(ConventionMapper mapper) {
    return mapper.lists().stream().map(list -> list.prefix());
  }

  private static <T> T oneOf(SplittableRandom random, List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
