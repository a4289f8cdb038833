package dev.leeway.telemetry;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.EventFlag;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An event's fields by the words that the golden files use; what is absent is empty. */
final class GoldenEvent {
  private final AgentEvent event;
  private final List<Content> contents;

  GoldenEvent(AgentEvent event, List<Content> contents) {
    this.event = event;
    this.contents = contents;
  }

  String name() {
    return event.name();
  }

  String field(String word) {
    return switch (word) {
      case "convention" -> event.convention().name();
      case "kind" -> event.kind().name();
      case "operation" -> event.operation();
      case "agent" -> event.source().agentName();
      case "agent_version" -> event.source().version();
      case "conversation" -> event.conversationId();
      case "user" -> event.userIdHash().isEmpty() ? "" : "hashed";
      case "status" -> event.status().name();
      case "error_type" -> event.errorType();
      case "http_status" -> event.httpStatus() == 0 ? "" : Integer.toString(event.httpStatus());
      case "attempts" -> Integer.toString(event.attempts());
      case "provider" -> event.model().provider();
      case "model_requested" -> event.model().modelRequested();
      case "model_served" -> event.model().modelServed();
      case "response_id" -> event.model().responseId();
      case "finish_reasons" -> String.join(",", event.model().finishReasons());
      case "ttft_ms" -> {
        Long nanos = event.model().ttftNanos();
        yield nanos == null ? "" : Long.toString(nanos / 1_000_000);
      }
      case "duration_ms" -> Long.toString(event.durationNanos() / 1_000_000);
      case "input" -> text(event.usage().inputTokens());
      case "output" -> text(event.usage().outputTokens());
      case "cache_read" -> text(event.usage().cacheReadTokens());
      case "cache_write" -> text(event.usage().cacheWriteTokens());
      case "reasoning" -> text(event.usage().reasoningTokens());
      case "cost" -> text(event.usage().costUsd());
      case "tool" -> event.tool().name();
      case "tool_call_id" -> event.tool().callId();
      case "data_source" -> event.dataSourceId();
      case "flags" ->
          Arrays.stream(EventFlag.values())
              .filter(event::has)
              .map(Enum::name)
              .collect(Collectors.joining(","));
      case "content" ->
          contents.stream()
              .map(content -> content.ref().role().name())
              .collect(Collectors.joining(","));
      default -> contentOrAttribute(word);
    };
  }

  private String contentOrAttribute(String word) {
    if (word.startsWith("content.")) {
      return contents.stream()
          .filter(content -> content.ref().role().name().equals(word.substring(8)))
          .map(Content::text)
          .findFirst()
          .orElse("");
    }
    if (word.startsWith("attribute.")) {
      return event.attributes().getOrDefault(word.substring(10), "");
    }
    throw new AssertionError("a golden file asks for an unknown field: " + word);
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }
}
