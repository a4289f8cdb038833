package dev.leeway.signals.event;

import java.util.List;
import java.util.Map;

/**
 * One span of an agent in the canonical vocabulary (conventions.md section 1).
 *
 * <p>Text is never null; empty means absent. Times are epoch nanoseconds.
 *
 * @param spanId never zero
 * @param parentSpanId zero for a root
 * @param httpStatus zero when unknown
 * @param flags bits of {@link EventFlag}
 * @param attempts how often the logical call was tried, at least 1
 * @param userIdHash keyed hash of the user's id, empty when none
 * @param appendMillis the broker's append time of the record that carried the span
 * @param facts what was read from payload and attributes
 * @param attributes span attributes as they came, values as text or JSON, less what became content
 * @param resourceAttributes the resource's, likewise
 */
public record AgentEvent(
    AgentSource source,
    TraceId traceId,
    long spanId,
    long parentSpanId,
    String name,
    EventKind kind,
    String operation,
    Convention convention,
    String scopeName,
    long startNanos,
    long endNanos,
    SpanStatus status,
    String errorType,
    int httpStatus,
    int attempts,
    ModelCall model,
    Usage usage,
    ToolCall tool,
    String dataSourceId,
    String conversationId,
    String userIdHash,
    List<ContentRef> contents,
    int flags,
    long appendMillis,
    Facts facts,
    Map<String, String> attributes,
    Map<String, String> resourceAttributes) {

  public AgentEvent {
    if (spanId == 0) {
      throw new IllegalArgumentException("span id must not be zero");
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
    }
    contents = List.copyOf(contents);
    attributes = Map.copyOf(attributes);
    resourceAttributes = Map.copyOf(resourceAttributes);
  }

  /** The same at another place of its trace, with other flags. */
  public AgentEvent placed(long newSpanId, long newParentSpanId, int newFlags) {
    return new AgentEvent(
        source,
        traceId,
        newSpanId,
        newParentSpanId,
        name,
        kind,
        operation,
        convention,
        scopeName,
        startNanos,
        endNanos,
        status,
        errorType,
        httpStatus,
        attempts,
        model,
        usage,
        tool,
        dataSourceId,
        conversationId,
        userIdHash,
        contents,
        newFlags,
        appendMillis,
        facts,
        attributes,
        resourceAttributes);
  }

  /** The same with what was read from its payload and attributes. */
  public AgentEvent with(Facts newFacts) {
    return new AgentEvent(
        source,
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        operation,
        convention,
        scopeName,
        startNanos,
        endNanos,
        status,
        errorType,
        httpStatus,
        attempts,
        model,
        usage,
        tool,
        dataSourceId,
        conversationId,
        userIdHash,
        contents,
        flags,
        appendMillis,
        newFacts,
        attributes,
        resourceAttributes);
  }

  /** End less start, never negative; zero when the end is missing. */
  public long durationNanos() {
    return has(EventFlag.END_MISSING) ? 0 : Math.max(0, endNanos - startNanos);
  }

  public long startMillis() {
    return Math.floorDiv(startNanos, 1_000_000L);
  }

  /** The end in epoch milliseconds; the start when the end is missing or before it. */
  public long endMillis() {
    return Math.floorDiv(startNanos + durationNanos(), 1_000_000L);
  }

  public boolean isRoot() {
    return parentSpanId == 0;
  }

  public boolean has(EventFlag flag) {
    return flag.in(flags);
  }

  /** Whether the span's times are sane enough to enter windows and clocks. */
  public boolean entersWindows() {
    return !has(EventFlag.TOO_OLD) && !has(EventFlag.IN_FUTURE);
  }

  /** Whether its durations were measured, not invented. */
  public boolean measuredDuration() {
    return entersWindows()
        && !has(EventFlag.SYNTHETIC_DURATION)
        && !has(EventFlag.END_MISSING)
        && !has(EventFlag.END_BEFORE_START);
  }

  /**
   * When the span ended, as far as the agent's clock believes it: a span from the future counts
   * from its append time.
   */
  public long clockMillis() {
    return has(EventFlag.IN_FUTURE) ? Math.min(endMillis(), appendMillis) : endMillis();
  }

  /** Whether the span says that it failed, in any of the three ways in which emitters say so. */
  public boolean failed() {
    return status == SpanStatus.ERROR || !errorType.isEmpty() || httpStatus >= 400;
  }
}
