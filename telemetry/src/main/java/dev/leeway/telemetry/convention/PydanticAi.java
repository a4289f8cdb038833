package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.FieldKeys.time;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/**
 * pydantic-ai and Logfire: a JSON array of message events in its first version, GenAI messages in
 * its second, GenAI operations from its third on.
 */
final class PydanticAi {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.PYDANTIC_AI,
          List.of(
              scope("pydantic-ai", 0.97),
              keyPrefix("pydantic_ai.", 0.97),
              keyPrefix("logfire.", 0.96)),
          List.of(
              KindKeys.own("agent_name", Precedence.LATE, Map.of("*", EventKind.AGENT)),
              KindKeys.own("tools", Precedence.LATE, Map.of("*", EventKind.STEP))),
          List.of(
              own(Field.MODEL_REQUESTED, "model_name"),
              time(Field.TTFT, Unit.SECONDS, "gen_ai.client.operation.time_to_first_chunk"),
              late(Field.CACHE_READ_TOKENS, "gen_ai.usage.details.cache_read_tokens"),
              late(
                  Field.CACHE_WRITE_TOKENS,
                  "gen_ai.usage.details.cache_write_tokens",
                  "gen_ai.usage.details.cache_creation_input_tokens"),
              late(Field.REASONING_TOKENS, "gen_ai.usage.details.reasoning_tokens"),
              late(Field.COST_USD, "operation.cost"),
              own(Field.AGENT_NAME, "agent_name"),
              own(Field.TOOL_ARGUMENTS, "tool_arguments"),
              own(Field.TOOL_RESULT, "tool_response"),
              own(Field.TOOL_DEFINITIONS, "model_request_parameters#function_tools"),
              own(Field.MESSAGE_EVENTS, "events", "all_messages_events"),
              late(Field.INPUT_MESSAGES, "pydantic_ai.all_messages"),
              own(Field.INPUT_MESSAGES, "prompt"),
              own(Field.OUTPUT_MESSAGES, "final_result"),
              keys(Field.SPAN_STAGE, "logfire.span_type")),
          List.of(),
          List.of(
              "gen_ai.aggregated_usage.",
              "gen_ai.usage.details.",
              "logfire.",
              "model_config",
              "model_request_parameters",
              "pydantic_ai.",
              "tools"),
          List.of());

  private PydanticAi() {}
}
