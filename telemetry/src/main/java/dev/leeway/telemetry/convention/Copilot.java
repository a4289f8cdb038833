package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.FieldKeys.ownTime;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;
import static dev.leeway.telemetry.convention.Signal.spanName;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/**
 * Copilot Chat: GenAI names, with its own beside them under {@code github.copilot} and, for ever,
 * {@code copilot_chat}.
 */
final class Copilot {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.COPILOT,
          List.of(
              keyPrefix("github.copilot.", 1.0),
              keyPrefix("copilot_chat.", 1.0),
              spanName("copilot_chat.", 1.0),
              scope("copilot-chat", 1.0)),
          List.of(
              KindKeys.own(
                  "gen_ai.operation.name",
                  Precedence.FIRST,
                  Map.of("execute_hook", EventKind.STEP))),
          List.of(
              ownTime(Field.TTFT, Unit.MILLIS, "copilot_chat.time_to_first_token"),
              own(Field.DURATION, "duration_ms"),
              own(Field.SUCCESS, "success"),
              own(Field.SUCCESS, "copilot_chat.hook_result_kind"),
              own(Field.CONVERSATION_ID, "copilot_chat.session_id", "copilot_chat.chat_session_id"),
              own(Field.INPUT_VALUE, "copilot_chat.hook_input"),
              own(Field.OUTPUT_VALUE, "copilot_chat.hook_output")),
          List.of(),
          List.of(
              "copilot_chat.",
              "duration_ms",
              "edit_surface",
              "event.",
              "github.copilot.",
              "has_remaining_edits",
              "is_notebook",
              "language_id",
              "line_count",
              "lines_",
              "outcome",
              "participant",
              "request_id",
              "tool_call_count",
              "turn."),
          List.of("process.user.name"));

  private Copilot() {}
}
