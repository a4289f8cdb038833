package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.first;
import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;
import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Langfuse's SDK: observations with a type, usage and cost as JSON in one attribute each.
 *
 * <p>Its usage is buckets that exclude each other: what of the input came from a cache is in {@code
 * input_cached_tokens} and not in {@code input}, so the buckets of a side are added.
 */
final class Langfuse {
  private static final Map<String, EventKind> KINDS =
      Map.ofEntries(
          entry("generation", EventKind.LLM),
          entry("embedding", EventKind.EMBEDDING),
          entry("agent", EventKind.AGENT),
          entry("tool", EventKind.TOOL),
          entry("retriever", EventKind.RETRIEVAL),
          entry("guardrail", EventKind.GUARDRAIL),
          entry("evaluator", EventKind.EVALUATOR),
          entry("chain", EventKind.STEP),
          entry("span", EventKind.STEP));

  private static final String USAGE = "langfuse.observation.usage_details#";
  private static final String COST = "langfuse.observation.cost_details#";

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.LANGFUSE,
          List.of(
              keyPrefix("langfuse.observation.", 1.0),
              keyPrefix("langfuse.trace.", 1.0),
              keyPrefix("langfuse.", 0.9),
              scope("langfuse-sdk", 1.0)),
          List.of(
              new KindKeys(
                  "langfuse.observation.type",
                  Precedence.FIRST,
                  KINDS,
                  Map.of("chain", EventKind.WORKFLOW))),
          List.of(
              late(Field.OPERATION, "langfuse.observation.type"),
              // LangChain's handler sets the name of the model that answered over the asked one's.
              late(Field.PROVIDER, "langfuse.observation.metadata.ls_provider"),
              late(
                  Field.MODEL_REQUESTED,
                  "langfuse.observation.metadata.ls_model_name",
                  "langfuse.observation.model.name"),
              late(Field.MODEL_SERVED, "langfuse.observation.model.name"),
              keys(Field.FIRST_TOKEN_AT, "langfuse.observation.completion_start_time"),
              first(
                  Field.INPUT_TOKENS,
                  USAGE + "*input*",
                  USAGE + "prompt_tokens",
                  USAGE + "promptTokens"),
              first(
                  Field.OUTPUT_TOKENS,
                  USAGE + "*output*",
                  USAGE + "completion_tokens",
                  USAGE + "completionTokens"),
              first(
                  Field.CACHE_READ_TOKENS,
                  USAGE + "input_cached_tokens",
                  USAGE + "cache_read_input_tokens",
                  USAGE + "input_cache_read"),
              first(
                  Field.CACHE_WRITE_TOKENS,
                  USAGE + "cache_creation_input_tokens",
                  USAGE + "cache_write_input_tokens",
                  USAGE + "input_cache_creation"),
              first(
                  Field.REASONING_TOKENS,
                  USAGE + "output_reasoning_tokens",
                  USAGE + "output_reasoning"),
              first(Field.COST_USD, COST + "total", COST + "*"),
              // LangChain's message of a tool, whose observation is a plain span in older versions.
              late(Field.TOOL_NAME, "langfuse.observation.output#kwargs.name"),
              late(Field.TOOL_CALL_ID, "langfuse.observation.output#kwargs.tool_call_id"),
              late(Field.SUCCESS, "langfuse.observation.level"),
              late(Field.ERROR_MESSAGE, "langfuse.observation.status_message"),
              keys(Field.CONVERSATION_ID, "langfuse.session.id"),
              first(Field.USER_ID, "langfuse.user.id"),
              late(Field.AGENT_VERSION, "langfuse.version"),
              first(Field.ENVIRONMENT, "langfuse.environment"),
              late(Field.TOOL_DEFINITIONS, "langfuse.observation.input#tools"),
              first(Field.INPUT_VALUE, "langfuse.observation.input"),
              first(Field.OUTPUT_VALUE, "langfuse.observation.output")),
          List.of(),
          List.of("langfuse."),
          List.of(),
          Set.of(Habit.AGENT_NAMES_SPAN));

  private Langfuse() {}
}
