package dev.leeway.webui.rest;

import dev.leeway.signals.run.Run;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as the API gives it; times are UTC, durations milliseconds. */
record RunJson(
    String traceId,
    String runId,
    long revision,
    String agent,
    String version,
    String environment,
    String name,
    Instant startedAt,
    double durationMillis,
    String status,
    String outcome,
    String errorType,
    String conversationId,
    int spans,
    int llmCalls,
    int toolCalls,
    int attempts,
    long inputTokens,
    long outputTokens,
    double costUsd,
    @Nullable Double groundingScore,
    Map<String, Double> signals,
    Map<String, String> dimensions) {

  static RunJson of(Run run) {
    return new RunJson(
        run.traceId().toString(),
        String.format(Locale.ROOT, "%016x", run.runId()),
        run.revision(),
        run.source().agentName(),
        run.source().agentVersion(),
        run.source().environment(),
        run.name(),
        Instant.ofEpochSecond(0, run.startNanos()),
        run.durationNanos() / 1e6,
        run.status().name(),
        run.outcome().name(),
        run.errorType(),
        run.conversationId(),
        run.spans(),
        run.llmCalls(),
        run.toolCalls(),
        run.attempts(),
        run.inputTokens(),
        run.outputTokens(),
        run.costUsd(),
        run.groundingScore(),
        run.signals(),
        run.dimensions());
  }
}
