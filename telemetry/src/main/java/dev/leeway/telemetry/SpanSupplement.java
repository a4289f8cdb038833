package dev.leeway.telemetry;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.signals.event.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What log records say about a span that comes by another request, before or after them or never.
 *
 * @param said the records as an event: its trace, and its span where that is known
 * @param withinSpanId the span in which they were written, zero when none
 * @param standsAlone whether they are an event of their own when no span comes that they describe
 */
public record SpanSupplement(MappedSpan said, long withinSpanId, boolean standsAlone) {
  /** Flags about what was read; those of times and sums are the span's own. */
  private static final int KEPT_FLAGS =
      EventFlag.TRUNCATED.bit() | EventFlag.INVALID_UTF8.bit() | EventFlag.USAGE_FIXUP.bit();

  /** Whether it is about this span: by its id, by the call's id, or by where it was written. */
  public boolean describes(AgentEvent span) {
    AgentEvent event = said.event();
    if (!span.traceId().equals(event.traceId())) {
      return false;
    }
    if (span.spanId() == event.spanId()) {
      return true;
    }
    return span.kind() == event.kind()
        && (span.spanId() == withinSpanId
            || sameId(span.model().responseId(), event.model().responseId())
            || sameId(span.tool().callId(), event.tool().callId()));
  }

  /**
   * The span with all that it doesn't say itself. What it says is never replaced, but for the cost,
   * which a record of a call reports where its span can only be priced.
   */
  public MappedSpan into(MappedSpan mapped) {
    AgentEvent span = mapped.event();
    AgentEvent log = said.event();
    List<ContentRef> refs = new ArrayList<>(span.contents());
    List<Content> contents = new ArrayList<>(mapped.contents());
    for (Content content : said.contents()) {
      if (refs.stream().noneMatch(ref -> ref.role() == content.ref().role())) {
        refs.add(content.ref());
        contents.add(content);
      }
    }
    boolean failed = log.status() == SpanStatus.ERROR && span.status() != SpanStatus.OK;
    Map<String, String> attributes = new HashMap<>(log.attributes());
    attributes.putAll(span.attributes());
    AgentEvent merged =
        new AgentEvent(
            span.source(),
            span.traceId(),
            span.spanId(),
            span.parentSpanId(),
            span.name(),
            span.kind(),
            either(span, log, AgentEvent::operation),
            span.convention(),
            span.scopeName(),
            span.startNanos(),
            span.endNanos(),
            failed ? SpanStatus.ERROR : span.status(),
            either(span, log, AgentEvent::errorType),
            span.httpStatus() == 0 ? log.httpStatus() : span.httpStatus(),
            Math.max(span.attempts(), log.attempts()),
            model(span.model(), log.model()),
            usage(span.usage(), log.usage(), withinSpanId != 0),
            tool(span.tool(), log.tool()),
            either(span, log, AgentEvent::dataSourceId),
            either(span, log, AgentEvent::conversationId),
            either(span, log, AgentEvent::userIdHash),
            refs,
            span.flags() | (log.flags() & KEPT_FLAGS),
            span.appendMillis(),
            attributes,
            span.resourceAttributes());
    return new MappedSpan(merged, contents);
  }

  private static ModelCall model(ModelCall span, ModelCall log) {
    return new ModelCall(
        either(span, log, ModelCall::provider),
        either(span, log, ModelCall::modelRequested),
        either(span, log, ModelCall::modelServed),
        either(span, log, ModelCall::responseId),
        span.finishReasons().isEmpty() ? log.finishReasons() : span.finishReasons(),
        orElse(span.ttftNanos(), log.ttftNanos()));
  }

  private static Usage usage(Usage span, Usage log, boolean reportsCost) {
    return new Usage(
        orElse(span.inputTokens(), log.inputTokens()),
        orElse(span.outputTokens(), log.outputTokens()),
        orElse(span.cacheReadTokens(), log.cacheReadTokens()),
        orElse(span.cacheWriteTokens(), log.cacheWriteTokens()),
        orElse(span.reasoningTokens(), log.reasoningTokens()),
        reportsCost
            ? orElse(log.costUsd(), span.costUsd())
            : orElse(span.costUsd(), log.costUsd()));
  }

  private static ToolCall tool(ToolCall span, ToolCall log) {
    return new ToolCall(
        either(span, log, ToolCall::name),
        either(span, log, ToolCall::callId),
        span.argumentsHash() == 0 ? log.argumentsHash() : span.argumentsHash(),
        span.resultHash() == 0 ? log.resultHash() : span.resultHash());
  }

  private static boolean sameId(String one, String other) {
    return !one.isEmpty() && one.equals(other);
  }

  private static <T> String either(T span, T log, Function<T, String> field) {
    String said = field.apply(span);
    return said.isEmpty() ? field.apply(log) : said;
  }

  private static <T> @Nullable T orElse(@Nullable T first, @Nullable T second) {
    return first == null ? second : first;
  }
}
