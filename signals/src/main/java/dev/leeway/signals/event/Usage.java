package dev.leeway.signals.event;

import org.jspecify.annotations.Nullable;

/**
 * Token usage and cost of one model call, by OpenTelemetry's inclusive convention: cache reads and
 * writes are part of {@code inputTokens}, reasoning is part of {@code outputTokens}. A null count
 * was not reported; zero was.
 */
public record Usage(
    @Nullable Long inputTokens,
    @Nullable Long outputTokens,
    @Nullable Long cacheReadTokens,
    @Nullable Long cacheWriteTokens,
    @Nullable Long reasoningTokens,
    @Nullable Double costUsd) {

  public static final Usage NONE = new Usage(null, null, null, null, null, null);
}
