package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;
import static dev.leeway.telemetry.convention.Signal.spanName;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/**
 * OpenAI's Codex: tokens on the span that saw a response complete, everything else by log records
 * whose numbers are text.
 */
final class Codex {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.CODEX,
          List.of(
              keyPrefix("codex.", 1.0),
              spanName("codex.", 1.0),
              scope("codex_", 0.99),
              scope("codex-", 0.99)),
          List.of(
              KindKeys.own(
                  KindKeys.SPAN_NAME,
                  Precedence.LATE,
                  Map.of(
                      "session_task.turn", EventKind.AGENT,
                      // Inside the call of a tool, with the id of the call.
                      "guardian_*", EventKind.GUARDRAIL,
                      "unified_exec.*", EventKind.STEP)),
              KindKeys.own("codex.usage.total_tokens", Precedence.LATE, Map.of("*", EventKind.LLM)),
              KindKeys.own("call_id", Precedence.LATE, Map.of("*", EventKind.TOOL)),
              // A piece of a response that names a tool is not yet the tool's call.
              KindKeys.own("from", Precedence.LATE, Map.of("*", EventKind.STEP))),
          List.of(
              own(Field.DURATION, "duration_ms"),
              own(Field.LOG_STAGE, "event.kind"),
              own(Field.MODEL_REQUESTED, "model", "slug"),
              own(Field.INPUT_TOKENS, "input_token_count", "codex.turn.token_usage.input_tokens"),
              own(
                  Field.OUTPUT_TOKENS,
                  "output_token_count",
                  "codex.turn.token_usage.output_tokens"),
              own(
                  Field.CACHE_READ_TOKENS,
                  "cached_token_count",
                  "codex.turn.token_usage.cached_input_tokens"),
              own(
                  Field.CACHE_WRITE_TOKENS,
                  "cache_write_token_count",
                  "codex.turn.token_usage.cache_write_input_tokens"),
              own(
                  Field.REASONING_TOKENS,
                  "codex.usage.reasoning_output_tokens",
                  "reasoning_token_count",
                  "codex.turn.token_usage.reasoning_output_tokens"),
              own(Field.SUCCESS, "success"),
              own(Field.FAILURE, "aborted"),
              own(Field.ERROR_MESSAGE, "error.message"),
              own(Field.ATTEMPTS, "attempt"),
              own(Field.TOOL_NAME, "tool_name"),
              own(Field.TOOL_CALL_ID, "call_id"),
              own(Field.TOOL_ARGUMENTS, "arguments"),
              own(Field.TOOL_RESULT, "output"),
              own(Field.INPUT_MESSAGES, "prompt"),
              late(Field.USER_ID, "user.account_id")),
          List.of(),
          List.of(
              "allow_provider_model_fallback",
              "api.path",
              "app.",
              "app_server.",
              "approval_policy",
              "apps_enabled",
              "arguments_length",
              "attempt",
              "auth",
              "busy_ns",
              "catalog_entr",
              "codex.",
              "configuration_pending",
              "connector_count",
              "cwd",
              "decision",
              "duration_ms",
              "dynamic_tool_count",
              "endpoint",
              "environment_",
              "event.",
              "exit_signaled",
              "from",
              "idle_ns",
              "input_count",
              "item_count",
              "mcp_",
              "originator",
              "output_",
              "phase",
              "plugins_enabled",
              "prompt_length",
              "reasoning_",
              "refresh_strategy",
              "remote_plugin_enabled",
              "root_count",
              "sandbox",
              "selected_skill_count",
              "session_init.",
              "slug",
              "source",
              "submission.id",
              "target",
              "terminal.",
              "thread_",
              "tool_",
              "ttft_ms",
              "turn",
              "unified_exec_",
              "user_input_count",
              "wire_api"),
          List.of());

  private Codex() {}
}
