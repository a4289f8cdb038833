package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.FieldKeys.time;
import static dev.leeway.telemetry.convention.Signal.key;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.keyValue;
import static dev.leeway.telemetry.convention.Signal.scopeNamed;
import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/**
 * Vercel's AI SDK: {@code ai.*} of version 3 to 7, and OpenTelemetry's names since 7. The outer
 * span of a call, with all its steps, repeats the tokens of the inner ones.
 */
final class VercelAi {
  /** By operation; {@code operation.name} has the function's name after it. */
  private static final Map<String, EventKind> KINDS =
      Map.ofEntries(
          entry("ai.generatetext*", EventKind.WORKFLOW),
          entry("ai.generatetext.dogenerate*", EventKind.LLM),
          entry("ai.streamtext*", EventKind.WORKFLOW),
          entry("ai.streamtext.dostream*", EventKind.LLM),
          entry("ai.generateobject*", EventKind.WORKFLOW),
          entry("ai.generateobject.dogenerate*", EventKind.LLM),
          entry("ai.streamobject*", EventKind.WORKFLOW),
          entry("ai.streamobject.dostream*", EventKind.LLM),
          entry("ai.embed*", EventKind.STEP),
          entry("ai.embed.doembed*", EventKind.EMBEDDING),
          entry("ai.embedmany.doembed*", EventKind.EMBEDDING),
          entry("ai.rerank*", EventKind.STEP),
          entry("ai.rerank.dorerank*", EventKind.RERANK),
          entry("ai.toolcall*", EventKind.TOOL));

  private static final String PROVIDER_SAYS = "ai.response.providerMetadata#";

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.VERCEL_AI,
          List.of(
              key("ai.operationId", 1.0),
              keyValue("operation.name", "ai.", 1.0),
              keyPrefix("ai.telemetry.", 0.97),
              keyPrefix("ai.usage.", 0.97),
              scopeNamed("ai", 1.0),
              scopeNamed("gen_ai", 0.97)),
          List.of(
              new KindKeys("ai.operationId", Precedence.FIRST, KINDS, Map.of()),
              new KindKeys("operation.name", Precedence.LATE, KINDS, Map.of())),
          List.of(
              late(Field.OPERATION, "ai.operationId"),
              late(Field.PROVIDER, "ai.model.provider"),
              late(Field.MODEL_REQUESTED, "ai.model.id"),
              late(Field.MODEL_SERVED, "ai.response.model"),
              late(Field.RESPONSE_ID, "ai.response.id"),
              late(
                  Field.FINISH_REASONS,
                  "ai.response.finishReason",
                  "ai.finishReason",
                  "gen_ai.finishReason"),
              time(
                  Field.TTFT,
                  Unit.MILLIS,
                  "ai.response.msToFirstChunk",
                  "ai.stream.msToFirstChunk"),
              keys(
                  Field.INPUT_TOKENS,
                  "ai.usage.inputTokens",
                  "ai.usage.promptTokens",
                  "ai.usage.tokens"),
              keys(Field.OUTPUT_TOKENS, "ai.usage.outputTokens", "ai.usage.completionTokens"),
              keys(
                  Field.CACHE_READ_TOKENS,
                  "ai.usage.cachedInputTokens",
                  "ai.usage.inputTokenDetails.cacheReadTokens",
                  PROVIDER_SAYS + "openai.cachedPromptTokens",
                  PROVIDER_SAYS + "anthropic.usage.cache_read_input_tokens",
                  PROVIDER_SAYS + "anthropic.cacheReadInputTokens",
                  PROVIDER_SAYS + "bedrock.usage.cacheReadInputTokens"),
              keys(
                  Field.CACHE_WRITE_TOKENS,
                  "ai.usage.inputTokenDetails.cacheWriteTokens",
                  PROVIDER_SAYS + "anthropic.usage.cache_creation_input_tokens",
                  PROVIDER_SAYS + "anthropic.cacheCreationInputTokens",
                  PROVIDER_SAYS + "bedrock.usage.cacheWriteInputTokens"),
              keys(
                  Field.REASONING_TOKENS,
                  "ai.usage.reasoningTokens",
                  "ai.usage.outputTokenDetails.reasoningTokens",
                  PROVIDER_SAYS + "openai.reasoningTokens"),
              late(Field.TOOL_NAME, "ai.toolCall.name"),
              late(Field.TOOL_CALL_ID, "ai.toolCall.id"),
              late(
                  Field.CONVERSATION_ID,
                  "ai.telemetry.metadata.sessionId",
                  "ai.telemetry.metadata.session_id",
                  "ai.telemetry.metadata.conversationId",
                  "ai.telemetry.metadata.threadId",
                  "ai.settings.context.sessionId",
                  "ai.settings.context.conversationId",
                  "ai.settings.context.threadId"),
              late(
                  Field.USER_ID,
                  "ai.telemetry.metadata.userId",
                  "ai.telemetry.metadata.user_id",
                  "ai.settings.context.userId"),
              late(Field.AGENT_NAME, "ai.telemetry.functionId"),
              keys(Field.TOOL_DEFINITIONS, "ai.prompt.tools"),
              keys(Field.TOOL_ARGUMENTS, "ai.toolCall.args", "ai.toolCall.input"),
              keys(Field.TOOL_RESULT, "ai.toolCall.result", "ai.toolCall.output"),
              keys(Field.INPUT_MESSAGES, "ai.prompt.messages"),
              late(Field.INPUT_MESSAGES, "ai.prompt"),
              keys(
                  Field.OUTPUT_TEXT,
                  "ai.response.text",
                  "ai.response.object",
                  "ai.result.text",
                  "ai.result.object"),
              keys(Field.OUTPUT_TOOL_CALLS, "ai.response.toolCalls", "ai.result.toolCalls"),
              own(Field.INPUT_VALUE, "ai.values", "ai.value")),
          List.of(),
          List.of("ai.", "operation.name", "resource.name"),
          List.of());

  private VercelAi() {}
}
