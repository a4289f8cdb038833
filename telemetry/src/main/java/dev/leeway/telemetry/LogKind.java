package dev.leeway.telemetry;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** What a log record is, by its event name (conventions.md section 5). */
enum LogKind {
  /** A line that somebody logged: nothing is read but its name, which it has not. */
  PLAIN,
  /** An event of a known dialect that says nothing beyond what others say. */
  NOTED,
  MODEL_CALL,
  FAILED_CALL,
  /** Codex and Gemini CLI tell of a request and, when the response is complete, of its tokens. */
  SENT_REQUEST,
  RESPONSE_PIECE,
  TOOL_CALL,
  TOOL_DECISION,
  USER_PROMPT,
  /** More about a model call that another record or a span tells of. */
  CALL_CONTENT,
  REFUSAL,
  /** All that a span of a model call says, with its messages. */
  DETAILS,
  /** One message of a model call, as OpenTelemetry had it up to 1.36. */
  MESSAGE,
  EVALUATION,
  EXCEPTION;

  private static final Map<String, LogKind> BY_NAME =
      Map.ofEntries(
          entry("claude_code.api_request", MODEL_CALL),
          entry("claude_code.api_error", FAILED_CALL),
          entry("claude_code.api_refusal", REFUSAL),
          entry("claude_code.api_response_body", CALL_CONTENT),
          entry("claude_code.assistant_response", CALL_CONTENT),
          entry("claude_code.tool_decision", TOOL_DECISION),
          entry("claude_code.tool_result", TOOL_CALL),
          entry("claude_code.user_prompt", USER_PROMPT),
          entry("codex.api_request", SENT_REQUEST),
          entry("codex.websocket_request", SENT_REQUEST),
          entry("codex.sse_event", RESPONSE_PIECE),
          entry("codex.tool_decision", TOOL_DECISION),
          entry("codex.tool_result", TOOL_CALL),
          entry("codex.user_prompt", USER_PROMPT),
          entry("copilot_chat.edit.feedback", EVALUATION),
          entry("copilot_chat.edit.hunk.action", EVALUATION),
          entry("copilot_chat.inline.done", EVALUATION),
          entry("copilot_chat.tool.call", TOOL_CALL),
          entry("exception", EXCEPTION),
          entry("gemini_cli.api_error", FAILED_CALL),
          entry("gemini_cli.api_request", SENT_REQUEST),
          entry("gemini_cli.api_response", MODEL_CALL),
          entry("gemini_cli.tool_call", TOOL_CALL),
          entry("gemini_cli.user_prompt", USER_PROMPT),
          entry("gen_ai.assistant.message", MESSAGE),
          entry("gen_ai.choice", MESSAGE),
          entry("gen_ai.client.inference.operation.details", DETAILS),
          entry("gen_ai.client.operation.exception", EXCEPTION),
          entry("gen_ai.evaluation.result", EVALUATION),
          entry("gen_ai.prompt", MESSAGE),
          entry("gen_ai.system.message", MESSAGE),
          entry("gen_ai.tool.message", MESSAGE),
          entry("gen_ai.user.message", MESSAGE));

  private static final List<String> DIALECTS =
      List.of("claude_code.", "codex.", "gemini_cli.", "copilot_chat.", "gen_ai.");

  /**
   * Whether a record of this kind, where it has a span, says in which trace its conversation is.
   */
  boolean tellsWhereAConversationIs() {
    return this == SENT_REQUEST
        || this == TOOL_CALL
        || this == TOOL_DECISION
        || this == USER_PROMPT;
  }

  /** Whether the name is one of a known dialect. */
  static boolean isOne(String name) {
    return of(name) != PLAIN;
  }

  static LogKind of(String name) {
    LogKind kind = BY_NAME.get(name);
    if (kind != null) {
      return kind;
    }
    return DIALECTS.stream().anyMatch(name::startsWith) ? NOTED : PLAIN;
  }
}
