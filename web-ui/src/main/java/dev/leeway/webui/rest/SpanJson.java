package dev.leeway.webui.rest;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span as the API gives it; what conventions say is under one vocabulary, the rest as it came.
 */
record SpanJson(
    String spanId,
    String parentSpanId,
    String name,
    String kind,
    String operation,
    String convention,
    String agent,
    Instant startedAt,
    double durationMillis,
    String status,
    String errorType,
    int httpStatus,
    String provider,
    String modelRequested,
    String modelServed,
    List<String> finishReasons,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens,
    @Nullable Double costUsd,
    String toolName,
    String toolCallId,
    List<ContentRef> contents,
    Map<String, String> attributes,
    Map<String, String> resourceAttributes) {

  static SpanJson of(AgentEvent event) {
    return new SpanJson(
        String.format(Locale.ROOT, "%016x", event.spanId()),
        event.isRoot() ? "" : String.format(Locale.ROOT, "%016x", event.parentSpanId()),
        event.name(),
        event.kind().name(),
        event.operation(),
        event.convention().name(),
        event.source().agentName(),
        Instant.ofEpochSecond(0, event.startNanos()),
        event.durationNanos() / 1e6,
        event.status().name(),
        event.errorType(),
        event.httpStatus(),
        event.model().provider(),
        event.model().modelRequested(),
        event.model().modelServed(),
        event.model().finishReasons(),
        event.usage().inputTokens(),
        event.usage().outputTokens(),
        event.usage().costUsd(),
        event.tool().name(),
        event.tool().callId(),
        event.contents(),
        event.attributes(),
        event.resourceAttributes());
  }
}
