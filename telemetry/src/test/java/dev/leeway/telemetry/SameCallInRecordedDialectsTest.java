package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.telemetry.content.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same call, written in every dialect that a recorded client speaks and in their other
 * versions, is the same event: a call of a model, one of a tool, and one that failed.
 */
final class SameCallInRecordedDialectsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SameCallFile MODEL_CALL = new SameCallFile("model-call.json");
  private static final SameCallFile TOOL_CALL = new SameCallFile("tool-call.json");
  private static final SameCallFile FAILED_CALL = new SameCallFile("failed-call.json");

  static Stream<Arguments> modelCalls() {
    return MODEL_CALL.dialects();
  }

  static Stream<Arguments> toolCalls() {
    return TOOL_CALL.dialects();
  }

  static Stream<Arguments> failedCalls() {
    return FAILED_CALL.dialects();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modelCalls")
  void aModelCallIsTheSameInEveryDialect(String name, JsonNode dialect) {
    assertThat(said(dialect, MODEL_CALL)).as(name).isEqualTo(MODEL_CALL.expectedOf(dialect));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("toolCalls")
  void aToolCallIsTheSameInEveryDialect(String name, JsonNode dialect) {
    assertThat(said(dialect, TOOL_CALL)).as(name).isEqualTo(TOOL_CALL.expectedOf(dialect));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failedCalls")
  void aFailedCallIsTheSameInEveryDialect(String name, JsonNode dialect) {
    assertThat(said(dialect, FAILED_CALL)).as(name).isEqualTo(FAILED_CALL.expectedOf(dialect));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"modelCalls", "toolCalls", "failedCalls"})
  void everyKeyIsKnown(String name, JsonNode dialect) {
    assertThat(SameCallFile.batch(dialect).unmappedKeys()).as(name).isEmpty();
  }

  private static Map<String, String> said(JsonNode dialect, SameCallFile file) {
    MappedSpan span = SameCallFile.map(dialect);
    Map<String, String> said = new TreeMap<>();
    file.expectedOf(dialect).keySet().forEach(field -> said.put(field, field(span, field)));
    return said;
  }

  private static String field(MappedSpan span, String name) {
    AgentEvent event = span.event();
    return switch (name) {
      case "convention" -> event.convention().name();
      case "kind" -> event.kind().name();
      case "provider" -> event.model().provider();
      case "model_requested" -> event.model().modelRequested();
      case "model_served" -> event.model().modelServed();
      case "response_id" -> event.model().responseId();
      case "finish_reasons" -> String.join(",", event.model().finishReasons());
      case "ttft_ms" -> {
        Long nanos = event.model().ttftNanos();
        yield nanos == null ? "" : Long.toString(nanos / 1_000_000);
      }
      case "input" -> text(event.usage().inputTokens());
      case "output" -> text(event.usage().outputTokens());
      case "cache_read" -> text(event.usage().cacheReadTokens());
      case "cache_write" -> text(event.usage().cacheWriteTokens());
      case "reasoning" -> text(event.usage().reasoningTokens());
      case "conversation" -> event.conversationId();
      case "user" -> event.userIdHash().isEmpty() ? "" : "hashed";
      case "agent" -> event.source().agentName().replace("shop", "");
      case "status" -> event.status().name();
      case "error_type" -> event.errorType();
      case "http_status" -> event.httpStatus() == 0 ? "" : Integer.toString(event.httpStatus());
      case "tool" -> event.tool().name();
      case "tool_call_id" -> event.tool().callId();
      case "arguments" -> CanonicalJson.of(content(span, ContentRole.TOOL_ARGUMENTS));
      case "result" -> CanonicalJson.of(content(span, ContentRole.TOOL_RESULT));
      case "input_says" ->
          (instructions(span) + messages(content(span, ContentRole.INPUT_MESSAGES))).strip();
      case "output_says" -> messages(content(span, ContentRole.OUTPUT_MESSAGES)).strip();
      default -> throw new AssertionError("unknown field: " + name);
    };
  }

  private static String instructions(MappedSpan span) {
    StringBuilder says = new StringBuilder();
    for (JsonNode part : json(content(span, ContentRole.SYSTEM_INSTRUCTIONS))) {
      says.append("system: ").append(part.get("content").asText()).append('\n');
    }
    return says.toString();
  }

  /** A line per part: who says what, or calls what with which arguments. */
  private static String messages(String messages) {
    StringBuilder says = new StringBuilder();
    for (JsonNode message : json(messages)) {
      for (JsonNode part : message.get("parts")) {
        String what =
            switch (part.get("type").asText()) {
              case "text" -> part.get("content").asText();
              case "tool_call" ->
                  part.get("name").asText()
                      + " "
                      + part.get("arguments")
                      + " "
                      + part.path("id").asText();
              default -> part.toString();
            };
        says.append(message.get("role").asText()).append(": ").append(what).append('\n');
      }
    }
    return says.toString();
  }

  private static JsonNode json(String text) {
    try {
      return text.isEmpty() ? JSON.createArrayNode() : JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(MappedSpan span, ContentRole role) {
    return span.contents().stream()
        .filter(content -> content.ref().role() == role)
        .map(Content::text)
        .findFirst()
        .orElse("");
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }
}
