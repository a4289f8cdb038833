package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.keyValue;
import static dev.leeway.telemetry.convention.Signal.scope;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Google's Agent Development Kit: model calls are known by the span's name, requests and responses
 * are Gemini's JSON (the Python library has its names in snake case), and no status is ever set.
 */
final class GoogleAdk {
  private static final String REQUEST = "gcp.vertex.agent.llm_request#";
  private static final String RESPONSE = "gcp.vertex.agent.llm_response#";

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.GOOGLE_ADK,
          List.of(
              scope("gcp.vertex.agent", 1.0),
              keyPrefix("gcp.vertex.agent.", 1.0),
              keyValue("gen_ai.system", "gcp.vertex.agent", 1.0)),
          List.of(
              KindKeys.own(
                  KindKeys.SPAN_NAME,
                  Precedence.LATE,
                  Map.of(
                      "call_llm*", EventKind.LLM,
                      "invocation*", EventKind.WORKFLOW,
                      "agent_run*", EventKind.AGENT,
                      "invoke_agent*", EventKind.AGENT,
                      "execute_tool*", EventKind.TOOL))),
          List.of(
              keys(Field.INPUT_TOKENS, RESPONSE + "usageMetadata.promptTokenCount"),
              keys(Field.INPUT_TOKENS, RESPONSE + "usage_metadata.prompt_token_count"),
              keys(
                  Field.CACHE_READ_TOKENS,
                  RESPONSE + "usageMetadata.cachedContentTokenCount",
                  RESPONSE + "usage_metadata.cached_content_token_count"),
              // The candidates' tokens, under OpenTelemetry's key too, are without the thoughts.
              keys(
                  Field.VISIBLE_OUTPUT_TOKENS,
                  RESPONSE + "usageMetadata.candidatesTokenCount",
                  RESPONSE + "usage_metadata.candidates_token_count"),
              keys(
                  Field.REASONING_TOKENS,
                  RESPONSE + "usageMetadata.thoughtsTokenCount",
                  RESPONSE + "usage_metadata.thoughts_token_count"),
              late(Field.FINISH_REASONS, RESPONSE + "finishReason", RESPONSE + "finish_reason"),
              late(Field.MODEL_REQUESTED, REQUEST + "model"),
              late(Field.CONVERSATION_ID, "gcp.vertex.agent.session_id"),
              late(Field.USER_ID, "gcp.vertex.agent.user_id"),
              late(Field.TOOL_ARGUMENTS, "gcp.vertex.agent.tool_call_args"),
              late(Field.TOOL_RESULT, "gcp.vertex.agent.tool_response"),
              late(
                  Field.SYSTEM_INSTRUCTIONS,
                  REQUEST + "config.systemInstruction",
                  REQUEST + "config.system_instruction"),
              late(Field.TOOL_DEFINITIONS, REQUEST + "config.tools"),
              late(Field.INPUT_MESSAGES, REQUEST + "contents", "gcp.vertex.agent.llm_request"),
              late(Field.OUTPUT_MESSAGES, RESPONSE + "content", "gcp.vertex.agent.llm_response")),
          List.of(),
          List.of("gcp.vertex.agent."),
          List.of(),
          Set.of(Habit.EMPTY_CALL_FAILED));

  private GoogleAdk() {}
}
