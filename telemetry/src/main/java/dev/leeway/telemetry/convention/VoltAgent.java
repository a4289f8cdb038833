package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * VoltAgent: a type per child span, and the agent's own type on all of them. Events have no label
 * for it, so its spans are known by their scope.
 */
final class VoltAgent {
  private static final Map<String, EventKind> TYPES =
      Map.of(
          "llm", EventKind.LLM,
          "tool", EventKind.TOOL,
          "memory", EventKind.MEMORY,
          "retriever", EventKind.RETRIEVAL,
          "embedding", EventKind.EMBEDDING,
          "guardrail", EventKind.GUARDRAIL,
          "scorer", EventKind.EVALUATOR,
          "middleware", EventKind.STEP,
          "summary", EventKind.STEP,
          "workflow-step", EventKind.STEP);

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.UNKNOWN,
          List.of(
              scope("@voltagent/", 0.97), scope("voltagent", 0.97), keyPrefix("voltagent.", 0.9)),
          List.of(
              KindKeys.own("span.type", Precedence.FIRST, TYPES),
              KindKeys.own(
                  "entity.type",
                  Precedence.LATE,
                  Map.of("agent", EventKind.AGENT, "workflow", EventKind.WORKFLOW))),
          List.of(
              own(Field.OPERATION, "span.type", "entity.type"),
              own(Field.MODEL_REQUESTED, "llm.model", "ai.model.name"),
              own(Field.FINISH_REASONS, "llm.finish_reason", "ai.response.finish_reason"),
              own(Field.INPUT_TOKENS, "llm.usage.prompt_tokens", "usage.prompt_tokens"),
              own(Field.OUTPUT_TOKENS, "llm.usage.completion_tokens", "usage.completion_tokens"),
              own(Field.CACHE_READ_TOKENS, "llm.usage.cached_tokens", "usage.cached_tokens"),
              own(Field.REASONING_TOKENS, "llm.usage.reasoning_tokens", "usage.reasoning_tokens"),
              own(Field.TOOL_NAME, "tool.name"),
              own(Field.TOOL_CALL_ID, "tool.call.id", "toolCallId"),
              own(Field.AGENT_NAME, "subagent.name", "entity.name"),
              own(Field.CONVERSATION_ID, "voltagent.conversation_id", "conversationId"),
              own(Field.USER_ID, "userId"),
              own(Field.CACHE_WRITE_TOKENS, "llm.usage.cache_write_tokens"),
              own(Field.SYSTEM_INSTRUCTIONS, "agent.instructions"),
              own(Field.TOOL_DEFINITIONS, "llm.tools"),
              own(Field.INPUT_MESSAGES, "llm.messages", "agent.messages"),
              own(Field.INPUT_VALUE, "input"),
              own(Field.OUTPUT_VALUE, "output")),
          List.of(),
          List.of(
              "voltagent.",
              "entity.",
              "llm.",
              "memory.",
              "subagent.",
              "agent.",
              "span.",
              "usage.",
              "ai.model.",
              "operation.id",
              "tool."),
          List.of(),
          Set.of(Habit.AGENT_HOLDS_USAGE));

  private VoltAgent() {}
}
