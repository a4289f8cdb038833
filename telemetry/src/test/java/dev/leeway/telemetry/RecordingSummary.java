package dev.leeway.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What events say in sum, in the form of the tables of the recordings. */
final class RecordingSummary {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RecordingSummary() {}

  static JsonNode of(List<AgentEvent> events) {
    List<AgentEvent> innermost = innermost(events);
    List<AgentEvent> calls = of(innermost, EventKind.LLM);
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    summary.put("spans", events.size());
    summary.put("kinds", counts(events.stream().map(event -> event.kind().name())));
    summary.put("calls", calls.size());
    summary.put("input", sum(calls, event -> event.usage().inputTokens()));
    summary.put("output", sum(calls, event -> event.usage().outputTokens()));
    summary.put("cache_read", sum(calls, event -> event.usage().cacheReadTokens()));
    summary.put("cache_write", sum(calls, event -> event.usage().cacheWriteTokens()));
    summary.put("reasoning", sum(calls, event -> event.usage().reasoningTokens()));
    summary.put(
        "embedding_input",
        sum(of(innermost, EventKind.EMBEDDING), event -> event.usage().inputTokens()));
    summary.put("requested", counts(calls.stream().map(call -> call.model().modelRequested())));
    summary.put("served", counts(calls.stream().map(call -> call.model().modelServed())));
    summary.put("provider", counts(calls.stream().map(call -> call.model().provider())));
    summary.put(
        "finish_reasons",
        counts(calls.stream().flatMap(call -> call.model().finishReasons().stream())));
    summary.put(
        "tools", counts(of(events, EventKind.TOOL).stream().map(event -> event.tool().name())));
    summary.put("errors", counts(events.stream().map(RecordingSummary::errorOf)));
    summary.put("conversations", counts(events.stream().map(AgentEvent::conversationId)));
    summary.put(
        "agents",
        counts(of(events, EventKind.AGENT).stream().map(event -> event.source().agentName())));
    summary.put("ttft", calls.stream().filter(call -> call.model().ttftNanos() != null).count());
    summary.put(
        "content",
        counts(
            events.stream()
                .flatMap(event -> event.contents().stream())
                .map(ref -> ref.role().name())));
    return read(summary);
  }

  /** Calls below which no call of the same kind lies: a framework's span wraps an SDK's. */
  private static List<AgentEvent> innermost(List<AgentEvent> events) {
    Map<String, AgentEvent> byId = new HashMap<>();
    events.forEach(event -> byId.put(event.traceId() + "/" + event.spanId(), event));
    Set<String> wrapping = new HashSet<>();
    for (AgentEvent call : events) {
      AgentEvent above = call.kind().callsModel() ? parent(byId, call) : null;
      for (; above != null; above = parent(byId, above)) {
        wrapping.add(above.traceId() + "/" + above.spanId() + "/" + call.kind());
      }
    }
    return events.stream()
        .filter(event -> event.kind().callsModel())
        .filter(event ->
            !wrapping.contains(event.traceId() + "/" + event.spanId() + "/" + event.kind()))
        .toList();
  }

  private static @Nullable AgentEvent parent(Map<String, AgentEvent> byId, AgentEvent event) {
    return byId.get(event.traceId() + "/" + event.parentSpanId());
  }

  private static String errorOf(AgentEvent event) {
    if (event.status() != SpanStatus.ERROR) {
      return "";
    }
    String status = event.httpStatus() == 0 ? "" : " " + event.httpStatus();
    return event.kind() + " " + event.errorType() + status;
  }

  private static List<AgentEvent> of(List<AgentEvent> events, EventKind kind) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }

  private static @Nullable Long sum(
      List<AgentEvent> events, Function<AgentEvent, @Nullable Long> count) {
    List<Long> said = events.stream().map(count).filter(Objects::nonNull).toList();
    return said.isEmpty() ? null : said.stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> counts(Stream<String> words) {
    return words
        .filter(word -> !word.isEmpty())
        .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
  }

  /** Through text, so that a number is of the type that the tables' reader gives it. */
  private static JsonNode read(Object value) {
    try {
      return JSON.readTree(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
