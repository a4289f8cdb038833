package dev.leeway.storage.row;

import dev.leeway.signals.run.Run;

/** Runs as rows of {@code runs}. {@link RunReader} reads them back. */
public final class RunRows implements RowEncoder<RunRow> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "runs",
          "tenant_id",
          "trace_id",
          "run_id",
          "revision",
          "is_deleted",
          "environment",
          "service_name",
          "service_version",
          "service_instance_id",
          "agent_name",
          "agent_version",
          "name",
          "start_time",
          "duration_ns",
          "status",
          "outcome",
          "error_type",
          "conversation_id",
          "user_id_hash",
          "spans",
          "llm_calls",
          "tool_calls",
          "attempts",
          "input_tokens",
          "output_tokens",
          "cost_usd",
          "grounding_score",
          "signals",
          "categories",
          "dimensions",
          "flags",
          "first_append_time");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(RunRow row, RowBuffer out) {
    Run run = row.run();
    out.text(run.source().tenantId())
        .word(run.traceId().high())
        .word(run.traceId().low())
        .word(run.runId())
        .int64(run.revision())
        .bool(run.withdrawn());
    AgentEventRows.source(run.source(), out);
    out.text(run.name())
        .int64(run.startNanos())
        .int64(run.durationNanos())
        .text(run.status().name())
        .text(run.outcome().name())
        .text(run.errorType())
        .text(run.conversationId())
        .text(run.userIdHash())
        .int32(run.spans())
        .int32(run.llmCalls())
        .int32(run.toolCalls())
        .int32(run.attempts())
        .int64(run.inputTokens())
        .int64(run.outputTokens())
        .float64(run.costUsd())
        .nullableFloat64(run.groundingScore())
        .numberMap(run.signals())
        .textMap(run.categories())
        .textMap(run.dimensions())
        .int32(run.flags())
        .int64(row.firstAppendMillis());
  }
}
