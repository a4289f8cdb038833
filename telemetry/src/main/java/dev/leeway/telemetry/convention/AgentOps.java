package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.FieldKeys.time;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;
import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/** AgentOps: its kinds and entities beside the GenAI names of 2024. */
final class AgentOps {
  private static final Map<String, EventKind> KINDS =
      Map.ofEntries(
          entry("session", EventKind.WORKFLOW),
          entry("workflow", EventKind.WORKFLOW),
          entry("agent", EventKind.AGENT),
          entry("agent.*", EventKind.STEP),
          entry("task", EventKind.STEP),
          entry("operation", EventKind.STEP),
          entry("chain", EventKind.STEP),
          entry("text", EventKind.STEP),
          entry("workflow.step", EventKind.STEP),
          entry("tool", EventKind.TOOL),
          entry("llm", EventKind.LLM),
          entry("llm.call", EventKind.LLM),
          entry("guardrail", EventKind.GUARDRAIL),
          entry("http", EventKind.HTTP));

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.AGENTOPS,
          List.of(keyPrefix("agentops.", 0.98), scope("agentops", 0.98)),
          List.of(
              new KindKeys("agentops.span.kind", Precedence.LATE, KINDS, Map.of()),
              KindKeys.own(
                  "gen_ai.request.type",
                  Precedence.LATE,
                  Map.of(
                      "chat", EventKind.LLM,
                      "completion", EventKind.LLM,
                      "embedding", EventKind.EMBEDDING,
                      "rerank", EventKind.RERANK))),
          List.of(
              late(Field.OPERATION, "agentops.span.kind"),
              own(Field.ENTITY_NAME, "agentops.entity.name", "operation.name"),
              late(Field.STREAM, "gen_ai.request.streaming"),
              time(Field.TTFT, Unit.SECONDS, "gen_ai.streaming.time_to_first_token"),
              own(Field.SUCCESS, "tool.status"),
              own(Field.CONVERSATION_ID, "workflow.session_id"),
              own(Field.USER_ID, "workflow.user_id", "workflow.session.user_id"),
              own(Field.TOOL_RESULT, "tool.result"),
              late(
                  Field.INPUT_VALUE,
                  "agentops.entity.input",
                  "agentops.tool.input",
                  "agentops.agent.input",
                  "agentops.task.input",
                  "agentops.operation.input",
                  "agentops.workflow.input",
                  "agentops.session.input"),
              own(Field.INPUT_VALUE, "workflow.input"),
              late(
                  Field.OUTPUT_VALUE,
                  "agentops.entity.output",
                  "agentops.tool.output",
                  "agentops.agent.output",
                  "agentops.task.output",
                  "agentops.operation.output",
                  "agentops.workflow.output",
                  "agentops.session.output"),
              own(Field.OUTPUT_VALUE, "workflow.final_output", "workflow.output"),
              own(Field.SYSTEM_INSTRUCTIONS, "gen_ai.request.instructions")),
          List.of(),
          List.of(
              "agent.",
              "agentops.",
              "from_agent",
              "gen_ai.streaming",
              "handoffs",
              "operation.",
              "to_agent",
              "tool.",
              "workflow."),
          List.of());

  private AgentOps() {}
}
