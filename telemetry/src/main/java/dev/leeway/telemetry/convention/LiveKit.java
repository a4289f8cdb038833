package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.time;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/**
 * LiveKit Agents, the voice of rooms: a turn is an agent's run, and a model call is three spans
 * deep, the innermost one per try.
 */
final class LiveKit {
  private static final Map<String, EventKind> NAMES =
      Map.of(
          "agent_turn", EventKind.AGENT,
          "agent_session", EventKind.STEP,
          "user_turn", EventKind.STEP,
          "llm_node", EventKind.LLM,
          "llm_request", EventKind.LLM,
          "llm_request_run", EventKind.LLM,
          "function_tool", EventKind.TOOL,
          "tts_*", EventKind.STEP,
          "eou_detection", EventKind.STEP,
          "judge_evaluation", EventKind.EVALUATOR);

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.LIVEKIT,
          List.of(scope("livekit-agents", 0.97), keyPrefix("lk.", 0.97)),
          List.of(KindKeys.own(KindKeys.SPAN_NAME, Precedence.LATE, NAMES)),
          List.of(
              time(Field.TTFT, Unit.SECONDS, "lk.response.ttft"),
              late(Field.RESEND_COUNT, "lk.retry_count"),
              late(Field.FAILURE, "lk.function_tool.is_error"),
              late(Field.AGENT_NAME, "lk.agent_name"),
              late(Field.CONVERSATION_ID, "lk.pii.room_name", "lk.room_name", "lk.job_id"),
              late(Field.USER_ID, "lk.pii.participant_identity", "lk.participant_identity"),
              late(Field.TOOL_NAME, "lk.function_tool.name"),
              late(Field.TOOL_CALL_ID, "lk.function_tool.id"),
              late(
                  Field.TOOL_ARGUMENTS,
                  "lk.pii.function_tool.arguments",
                  "lk.function_tool.arguments"),
              late(Field.TOOL_RESULT, "lk.pii.function_tool.output", "lk.function_tool.output"),
              late(Field.SYSTEM_INSTRUCTIONS, "lk.pii.instructions", "lk.instructions"),
              late(
                  Field.INPUT_MESSAGES,
                  "lk.pii.chat_ctx#items",
                  "lk.chat_ctx#items",
                  "lk.pii.chat_ctx",
                  "lk.chat_ctx",
                  "lk.pii.user_input",
                  "lk.user_input",
                  "lk.pii.user_transcript",
                  "lk.user_transcript"),
              late(Field.OUTPUT_MESSAGES, "lk.pii.response.text", "lk.response.text")),
          List.of(),
          List.of(
              "gen_ai.usage.input_audio_tokens",
              "gen_ai.usage.input_text_tokens",
              "gen_ai.usage.output_audio_tokens",
              "gen_ai.usage.output_text_tokens",
              "lk."),
          List.of());

  private LiveKit() {}
}
