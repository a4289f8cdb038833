package dev.leeway.storage.row;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.evaluation.PlacedEvaluation;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.window.Dimensions;

/** Evaluations as rows of {@code evaluations}. */
public final class EvaluationRows implements RowEncoder<PlacedEvaluation> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "evaluations",
          "tenant_id",
          "evaluation_id",
          "environment",
          "agent_name",
          "agent_version",
          "operation",
          "trace_id",
          "run_id",
          "span_id",
          "response_id",
          "conversation_id",
          "rater",
          "name",
          "value",
          "label",
          "rating",
          "comment",
          "told_by",
          "given_at",
          "append_time");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(PlacedEvaluation placed, RowBuffer out) {
    Evaluation evaluation = placed.evaluation();
    AgentSource agent = placed.agent();
    TraceId trace = placed.traceId();
    out.text(evaluation.tenantId())
        .hex16(evaluation.evaluationId())
        .text(agent == null ? "" : agent.environment())
        .text(agent == null ? "" : agent.agentName())
        .text(agent == null ? "" : agent.version())
        .text(placed.dimensions().getOrDefault(Dimensions.OPERATION, ""))
        .word(trace == null ? 0 : trace.high())
        .word(trace == null ? 0 : trace.low())
        .word(placed.runId())
        .word(evaluation.about().spanId())
        .text(evaluation.about().responseId())
        .text(evaluation.about().conversationId())
        .text(evaluation.rater().name())
        .text(evaluation.name())
        .nullableFloat64(evaluation.value())
        .text(evaluation.label())
        .text(evaluation.rating().name())
        .text(evaluation.comment())
        .text(evaluation.source().serviceName())
        .int64(evaluation.givenMillis())
        .int64(evaluation.appendMillis());
  }
}
