package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;
import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/** Mastra's exporter: OpenTelemetry's names with operations and payload of its own beside them. */
final class Mastra {
  private static final Map<String, EventKind> OPERATIONS =
      Map.ofEntries(
          entry("model_generation", EventKind.STEP),
          entry("model_step", EventKind.STEP),
          entry("client_tool_call", EventKind.TOOL),
          entry("mcp_tool_call", EventKind.TOOL),
          entry("workflow_run", EventKind.WORKFLOW),
          entry("workflow_step", EventKind.STEP),
          entry("processor_run", EventKind.STEP));

  /** Before 1.0 every method was a span, and one tells of all calls of a stream. */
  private static final Map<String, EventKind> LEGACY_NAMES =
      Map.of(
          "agent.generate", EventKind.AGENT,
          "agent.stream", EventKind.AGENT,
          "agent.generatevnext", EventKind.AGENT,
          "agent.streamvnext", EventKind.AGENT,
          "mastra.stream", EventKind.LLM,
          "mastra.generate", EventKind.LLM,
          "mastra.stream.aisdk.*", EventKind.STEP,
          "mastra.stream.toolcall", EventKind.TOOL);

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.MASTRA,
          List.of(
              keyPrefix("mastra.", 1.0),
              scope("@mastra/", 1.0),
              keyPrefix("agent.generate.argument.", 0.9),
              keyPrefix("agent.stream.argument.", 0.9),
              keyPrefix("agent.streamVNext.argument.", 0.9),
              keyPrefix("agent.generateVNext.argument.", 0.9)),
          List.of(
              KindKeys.own("gen_ai.operation.name", Precedence.NORMAL, OPERATIONS),
              KindKeys.own("mastra.span.type", Precedence.LATE, OPERATIONS),
              KindKeys.own(KindKeys.SPAN_NAME, Precedence.LATE, LEGACY_NAMES)),
          List.of(
              keys(Field.FIRST_TOKEN_AT, "mastra.completion_start_time"),
              late(Field.CONVERSATION_ID, "mastra.metadata.threadId", "mastra.metadata.sessionId"),
              late(Field.USER_ID, "mastra.metadata.userId"),
              late(Field.TOOL_CALL_ID, "mastra.metadata.toolCallId"),
              late(Field.ERROR_MESSAGE, "error.message"),
              own(Field.PROVIDER, "aisdk.model.provider"),
              own(Field.MODEL_REQUESTED, "aisdk.model.id"),
              own(Field.FINISH_REASONS, "stream.response.finishReason"),
              own(Field.INPUT_TOKENS, "stream.usage.inputTokens"),
              own(Field.OUTPUT_TOKENS, "stream.usage.outputTokens"),
              own(Field.CACHE_READ_TOKENS, "stream.usage.cachedInputTokens"),
              own(Field.REASONING_TOKENS, "stream.usage.reasoningTokens"),
              own(Field.TOOL_NAME, "stream.toolCall.toolName"),
              own(Field.TOOL_CALL_ID, "stream.toolCall.toolCallId"),
              own(Field.TOOL_ARGUMENTS, "stream.toolCall.args"),
              own(Field.TOOL_RESULT, "stream.toolCall.result"),
              own(Field.TOOL_DEFINITIONS, "stream.prompt.tools"),
              own(Field.INPUT_MESSAGES, "stream.prompt.messages"),
              own(Field.OUTPUT_TEXT, "stream.response.text"),
              own(Field.OUTPUT_TOOL_CALLS, "stream.response.toolCalls"),
              own(Field.AGENT_NAME, "componentName"),
              late(
                  Field.INPUT_VALUE,
                  "mastra.agent_run.input",
                  "mastra.model_generation.input",
                  "mastra.model_step.input"),
              late(
                  Field.OUTPUT_TEXT,
                  "mastra.agent_run.output#text",
                  "mastra.model_generation.output#text",
                  "mastra.model_step.output#text"),
              late(
                  Field.OUTPUT_TOOL_CALLS,
                  "mastra.agent_run.output#toolCalls",
                  "mastra.model_generation.output#toolCalls",
                  "mastra.model_step.output#toolCalls")),
          List.of(),
          List.of("mastra.", "agent.", "aisdk.", "componentName", "runId", "stream.", "workflow."),
          // The provider's raw answer and its headers, beside the payload that is mapped.
          List.of("mastra.metadata.headers", "mastra.metadata.body", "mastra.model_chunk.output"));

  private Mastra() {}
}
