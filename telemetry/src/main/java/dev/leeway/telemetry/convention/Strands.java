package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.FieldKeys.ownTime;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.keyValue;
import static dev.leeway.telemetry.convention.Signal.scope;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/**
 * Strands: OpenTelemetry's names of two generations at once, payload in an event per message, and a
 * tool that fails says so in an attribute.
 */
final class Strands {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.STRANDS,
          List.of(
              scope("strands-agents", 1.0),
              scope("strands.", 1.0),
              keyValue("gen_ai.system", "strands-agents", 1.0),
              keyPrefix("agent_loop.", 0.9),
              keyPrefix("event_loop.", 0.9)),
          List.of(
              new KindKeys(
                  "agent_loop.cycle_id", Precedence.LATE, Map.of("*", EventKind.STEP), Map.of()),
              new KindKeys(
                  "event_loop.cycle_id", Precedence.LATE, Map.of("*", EventKind.STEP), Map.of())),
          List.of(
              late(Field.SUCCESS, "gen_ai.tool.status", "tool.status"),
              ownTime(Field.TTFT, Unit.MILLIS, "gen_ai.server.time_to_first_token"),
              own(Field.SYSTEM_INSTRUCTIONS, "system_prompt"),
              own(Field.TOOL_DEFINITIONS, "gen_ai.agent.tools", "agent.tools"),
              own(Field.TOOL_ARGUMENTS, "tool.parameters"),
              own(Field.TOOL_RESULT, "tool.result"),
              own(Field.MODEL_REQUESTED, "model_id")),
          List.of(),
          List.of("agent_loop.", "event_loop.", "tag.list", "name", "gen_ai.server.", "tool."),
          List.of());

  private Strands() {}
}
