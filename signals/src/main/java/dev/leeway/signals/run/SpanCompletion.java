package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
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
 * A span with all that it doesn't say itself and log records about it do. What it says is never
 * replaced, but for the cost, which a record of a call reports where its span can only be priced.
 */
final class SpanCompletion {
  /** Flags about what was read; those of times and sums are the span's own. */
  private static final int KEPT_FLAGS =
      EventFlag.TRUNCATED.bit() | EventFlag.INVALID_UTF8.bit() | EventFlag.USAGE_FIXUP.bit();

  private SpanCompletion() {}

  static AgentEvent of(AgentEvent span, AgentEvent log) {
    List<ContentRef> contents = new ArrayList<>(span.contents());
    for (ContentRef content : log.contents()) {
      if (span.contents().stream().noneMatch(ref -> ref.role() == content.role())) {
        contents.add(content);
      }
    }
    boolean failed = log.status() == SpanStatus.ERROR && !saysOk(span);
    Map<String, String> attributes = new HashMap<>(log.attributes());
    attributes.putAll(span.attributes());
    return new AgentEvent(
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
        usage(span.usage(), log.usage(), log.has(EventFlag.WRITTEN_WITHIN)),
        tool(span.tool(), log.tool()),
        either(span, log, AgentEvent::dataSourceId),
        either(span, log, AgentEvent::conversationId),
        either(span, log, AgentEvent::userIdHash),
        contents,
        span.flags() | (log.flags() & KEPT_FLAGS),
        span.appendMillis(),
        span.facts().orElse(log.facts()),
        attributes,
        span.resourceAttributes());
  }

  /** A tool's span may well say OK of a call that came back with an error: it did end. */
  private static boolean saysOk(AgentEvent span) {
    return span.status() == SpanStatus.OK && span.kind() != EventKind.TOOL;
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
        outputOf(span, log),
        orElse(span.cacheReadTokens(), log.cacheReadTokens()),
        orElse(span.cacheWriteTokens(), log.cacheWriteTokens()),
        orElse(span.reasoningTokens(), log.reasoningTokens()),
        reportsCost
            ? orElse(log.costUsd(), span.costUsd())
            : orElse(span.costUsd(), log.costUsd()));
  }

  /** Gemini CLI's spans count an answer without the model's thoughts, its records know of both. */
  private static @Nullable Long outputOf(Usage span, Usage log) {
    Long visible = span.outputTokens();
    Long whole = log.outputTokens();
    Long thoughts = log.reasoningTokens();
    boolean without =
        visible != null
            && whole != null
            && thoughts != null
            && span.reasoningTokens() == null
            && visible + thoughts == whole;
    return without ? whole : orElse(visible, whole);
  }

  private static ToolCall tool(ToolCall span, ToolCall log) {
    return new ToolCall(
        either(span, log, ToolCall::name),
        either(span, log, ToolCall::callId),
        span.argumentsHash() == 0 ? log.argumentsHash() : span.argumentsHash(),
        span.resultHash() == 0 ? log.resultHash() : span.resultHash());
  }

  private static <T> String either(T span, T log, Function<T, String> field) {
    String said = field.apply(span);
    return said.isEmpty() ? field.apply(log) : said;
  }

  private static <T> @Nullable T orElse(@Nullable T first, @Nullable T second) {
    return first == null ? second : first;
  }
}
