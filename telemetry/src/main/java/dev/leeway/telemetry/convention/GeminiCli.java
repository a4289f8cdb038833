package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.keyValue;
import static dev.leeway.telemetry.convention.Signal.scope;
import static dev.leeway.telemetry.convention.Signal.spanName;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gemini CLI: GenAI names with operations of its own on spans, bare counts in its log records. */
final class GeminiCli {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.GEMINI_CLI,
          List.of(
              scope("gemini-cli", 1.0),
              keyValue("gen_ai.agent.name", "gemini-cli", 1.0),
              keyPrefix("gemini_cli.", 1.0),
              spanName("gemini_cli.", 1.0)),
          List.of(
              KindKeys.own(
                  "gen_ai.operation.name",
                  Precedence.FIRST,
                  Map.of(
                      "user_prompt", EventKind.AGENT,
                      "agent_call", EventKind.AGENT,
                      "llm_call", EventKind.LLM,
                      "tool_call", EventKind.TOOL,
                      "schedule_tool_calls", EventKind.STEP,
                      "system_prompt", EventKind.PROMPT)),
              // By default its spans have a name and no attributes.
              KindKeys.own(
                  KindKeys.SPAN_NAME,
                  Precedence.LATE,
                  Map.of(
                      "llm_call", EventKind.LLM,
                      "tool_call", EventKind.TOOL,
                      "schedule_tool_calls", EventKind.STEP))),
          List.of(
              own(Field.DURATION, "duration_ms"),
              own(Field.PROMPT_ID, "prompt_id"),
              own(Field.MODEL_REQUESTED, "model", "model_name"),
              own(Field.MODEL_SERVED, "model"),
              own(Field.FINISH_REASONS, "finish_reasons"),
              own(Field.INPUT_TOKENS, "input_token_count"),
              own(Field.VISIBLE_OUTPUT_TOKENS, "output_token_count"),
              own(Field.CACHE_READ_TOKENS, "cached_content_token_count"),
              own(Field.REASONING_TOKENS, "thoughts_token_count"),
              own(Field.SUCCESS, "success"),
              own(Field.ERROR_TYPE, "error_type"),
              own(Field.ERROR_MESSAGE, "error.message", "error"),
              own(Field.HTTP_STATUS, "status_code"),
              own(Field.TOOL_NAME, "function_name"),
              own(Field.TOOL_CALL_ID, "gen_ai.tool.call_id"),
              own(Field.TOOL_ARGUMENTS, "function_args"),
              own(Field.INPUT_MESSAGES, "prompt", "request_text"),
              own(Field.OUTPUT_MESSAGES, "response_text")),
          List.of(),
          List.of(
              "auth_type",
              "content_length",
              "decision",
              "duration",
              "end_time",
              "event.",
              "experiments.",
              "extension_",
              "gemini_cli.",
              "installation.id",
              "interactive",
              "prompt_",
              "role",
              "start_time",
              "tool_",
              "total_token_count"),
          List.of(),
          Set.of(Habit.REASON_PER_CHUNK));

  private GeminiCli() {}
}
