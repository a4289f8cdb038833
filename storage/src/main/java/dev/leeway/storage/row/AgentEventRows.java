package dev.leeway.storage.row;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.signals.event.Usage;
import java.util.List;

/**
 * Spans as rows of {@code agent_events}, and what log records say about them as rows of {@code
 * span_supplements}. {@link AgentEventReader} reads both back.
 *
 * <p>The two maps come last, so that a reader who does not need them stops before.
 */
public final class AgentEventRows implements RowEncoder<AgentEvent> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "agent_events",
          "tenant_id",
          "trace_id",
          "span_id",
          "parent_span_id",
          "start_time",
          "duration_ns",
          "ended_before_start_ns",
          "environment",
          "service_name",
          "service_version",
          "service_instance_id",
          "agent_name",
          "agent_version",
          "name",
          "kind",
          "operation",
          "convention",
          "scope_name",
          "status",
          "error_type",
          "http_status",
          "attempts",
          "provider",
          "model_requested",
          "model_served",
          "response_id",
          "finish_reasons",
          "ttft_ns",
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens",
          "cost_usd",
          "tool_name",
          "tool_call_id",
          "tool_arguments_hash",
          "tool_result_hash",
          "data_source_id",
          "conversation_id",
          "user_id_hash",
          "content_roles",
          "content_hashes",
          "content_sizes",
          "flags",
          "append_time",
          "fact_numbers",
          "fact_texts",
          "attributes",
          "resource_attributes");

  private final InsertTarget target;

  public AgentEventRows() {
    this(TARGET);
  }

  private AgentEventRows(InsertTarget target) {
    this.target = target;
  }

  /** Rows of {@code span_supplements}. */
  public static AgentEventRows ofSupplements() {
    return new AgentEventRows(new InsertTarget("span_supplements", TARGET.columns()));
  }

  @Override
  public InsertTarget target() {
    return target;
  }

  @Override
  public void encode(AgentEvent event, RowBuffer out) {
    AgentSource source = event.source();
    long length = event.has(EventFlag.END_MISSING) ? 0 : event.endNanos() - event.startNanos();
    out.text(source.tenantId())
        .word(event.traceId().high())
        .word(event.traceId().low())
        .word(event.spanId())
        .word(event.parentSpanId())
        .int64(event.startNanos())
        .int64(Math.max(0, length))
        .int64(length < 0 ? -length : 0);
    source(source, out);
    out.text(event.name())
        .text(event.kind().name())
        .text(event.operation())
        .text(event.convention().name())
        .text(event.scopeName())
        .text(event.status().name())
        .text(event.errorType())
        .int32(event.httpStatus())
        .int32(event.attempts());
    model(event.model(), out);
    usage(event.usage(), out);
    tool(event.tool(), out);
    out.text(event.dataSourceId()).text(event.conversationId()).text(event.userIdHash());
    contents(event.contents(), out);
    out.int32(event.flags())
        .int64(event.appendMillis())
        .numberMap(event.facts().numbers())
        .textMap(event.facts().texts())
        .textMap(event.attributes())
        .textMap(event.resourceAttributes());
  }

  static void source(AgentSource source, RowBuffer out) {
    out.text(source.environment())
        .text(source.serviceName())
        .text(source.serviceVersion())
        .text(source.serviceInstanceId())
        .text(source.agentName())
        .text(source.agentVersion());
  }

  private static void model(ModelCall model, RowBuffer out) {
    out.text(model.provider())
        .text(model.modelRequested())
        .text(model.modelServed())
        .text(model.responseId())
        .texts(model.finishReasons())
        .nullableInt64(model.ttftNanos());
  }

  private static void usage(Usage usage, RowBuffer out) {
    out.nullableInt64(usage.inputTokens())
        .nullableInt64(usage.outputTokens())
        .nullableInt64(usage.cacheReadTokens())
        .nullableInt64(usage.cacheWriteTokens())
        .nullableInt64(usage.reasoningTokens())
        .nullableFloat64(usage.costUsd());
  }

  private static void tool(ToolCall tool, RowBuffer out) {
    out.text(tool.name()).text(tool.callId()).int64(tool.argumentsHash()).int64(tool.resultHash());
  }

  // The enum promises its ordinals: they are the numbers of the column's Enum8.
  @SuppressWarnings("EnumOrdinal")
  private static void contents(List<ContentRef> contents, RowBuffer out) {
    out.varint(contents.size());
    for (ContentRef content : contents) {
      out.int8(content.role().ordinal());
    }
    out.varint(contents.size());
    for (ContentRef content : contents) {
      out.hex16(content.hash());
    }
    out.varint(contents.size());
    for (ContentRef content : contents) {
      out.int64(content.sizeBytes());
    }
  }
}
