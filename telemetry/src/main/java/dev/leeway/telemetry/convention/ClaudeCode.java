package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.FieldKeys.ownTime;
import static dev.leeway.telemetry.convention.Signal.keyValue;
import static dev.leeway.telemetry.convention.Signal.scope;
import static dev.leeway.telemetry.convention.Signal.spanName;
import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/**
 * Claude Code's own spans: bare keys, times in milliseconds, tokens as Anthropic counts them.
 *
 * <p>Says what failed by {@code success=false}; only some of its spans set a status.
 */
final class ClaudeCode {
  private static final Map<String, EventKind> KINDS =
      Map.ofEntries(
          entry("claude_code.interaction", EventKind.AGENT),
          entry("interaction", EventKind.AGENT),
          entry("claude_code.llm_request", EventKind.LLM),
          entry("llm_request", EventKind.LLM),
          entry("claude_code.tool", EventKind.TOOL),
          entry("tool", EventKind.TOOL),
          entry("claude_code.tool.execution", EventKind.TOOL),
          entry("tool.execution", EventKind.TOOL),
          entry("claude_code.tool.blocked_on_user", EventKind.HUMAN_WAIT),
          entry("tool.blocked_on_user", EventKind.HUMAN_WAIT),
          entry("claude_code.hook", EventKind.STEP),
          entry("hook", EventKind.STEP));

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.CLAUDE_CODE,
          List.of(
              spanName("claude_code.", 1.0),
              keyValue("span.type", "claude_code.", 1.0),
              scope("com.anthropic.claude_code", 1.0)),
          List.of(
              KindKeys.own("span.type", Precedence.FIRST, KINDS),
              KindKeys.own(KindKeys.SPAN_NAME, Precedence.FIRST, KINDS)),
          List.of(
              own(Field.OPERATION, "span.type"),
              own(Field.DURATION, "duration_ms"),
              own(Field.PROMPT_ID, "prompt.id"),
              own(Field.MODEL_REQUESTED, "model"),
              own(Field.RESPONSE_ID, "request_id"),
              own(Field.FINISH_REASONS, "stop_reason"),
              ownTime(Field.TTFT, Unit.MILLIS, "ttft_ms"),
              own(Field.FRESH_INPUT_TOKENS, "input_tokens"),
              own(Field.OUTPUT_TOKENS, "output_tokens"),
              own(Field.CACHE_READ_TOKENS, "cache_read_tokens"),
              own(Field.CACHE_WRITE_TOKENS, "cache_creation_tokens"),
              own(Field.COST_USD, "cost_usd"),
              own(Field.SUCCESS, "success"),
              own(Field.ERROR_TYPE, "error_type"),
              own(Field.ERROR_MESSAGE, "error"),
              own(Field.HTTP_STATUS, "status_code"),
              own(Field.ATTEMPTS, "attempt", "total_attempts"),
              own(Field.TOOL_NAME, "tool_name"),
              own(Field.TOOL_CALL_ID, "tool_use_id"),
              own(
                  Field.TOOL_ARGUMENTS,
                  "tool_input",
                  "tool_parameters",
                  "full_command",
                  "bash_command"),
              own(Field.TOOL_RESULT, "output", "content", "diff"),
              own(Field.SYSTEM_INSTRUCTIONS, "system_prompt_preview", "user_system_prompt"),
              own(Field.INPUT_MESSAGES, "user_prompt", "new_context", "prompt"),
              own(Field.OUTPUT_MESSAGES, "response.model_output", "response", "body"),
              late(Field.USER_ID, "user.account_uuid", "user.account_id")),
          List.of(),
          List.of(
              "agent_id",
              "app.",
              "attempt",
              "cache_",
              "body_",
              "category",
              "client_request_id",
              "command_",
              "cost_usd_micros",
              "decision",
              "duration_ms",
              "effort",
              "event.",
              "file_path",
              "has_",
              "hook_",
              "identity.",
              "interaction.",
              "llm_request.",
              "marketplace.",
              "mcp_",
              "message.uuid",
              "num_",
              "organization.",
              "parent_agent_id",
              "prompt_length",
              "plugin.",
              "prompt.id",
              "query_source",
              "response.has_tool_call",
              "response_length",
              "result_tokens",
              "server_fallback_hop",
              "skill",
              "source",
              "span.type",
              "speed",
              "subagent_type",
              "terminal.",
              "tool_",
              "user_prompt_length",
              "workflow.",
              "workspace."),
          List.of("user.groups"));

  private ClaudeCode() {}
}
