package dev.leeway.signals.source;

import dev.leeway.signals.event.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * The agent that used the source, and where; the carrier of a pipeline has no agent.
 *
 * @param agentName empty where no agent is known
 */
public record SourceUse(String agentName, @Nullable TraceId traceId, long spanId) {
  public static final SourceUse NONE = new SourceUse("", null, 0);
}
