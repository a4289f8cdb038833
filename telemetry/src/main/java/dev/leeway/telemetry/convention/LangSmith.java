package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * LangSmith's exporter: the run's type as kind, payload of every kind in {@code gen_ai.prompt} and
 * {@code gen_ai.completion}, all runs OK.
 */
final class LangSmith {
  private static final Map<String, EventKind> KINDS =
      Map.of(
          "llm", EventKind.LLM,
          "chain", EventKind.STEP,
          "tool", EventKind.TOOL,
          "retriever", EventKind.RETRIEVAL,
          "embedding", EventKind.EMBEDDING,
          "prompt", EventKind.PROMPT,
          "parser", EventKind.STEP);

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.LANGSMITH,
          List.of(keyPrefix("langsmith.", 1.0), scope("langsmith", 1.0)),
          List.of(
              // It calls retrievers "embeddings" and prompts "chat" in the operation's name.
              new KindKeys(
                  "langsmith.span.kind",
                  Precedence.FIRST,
                  KINDS,
                  Map.of("chain", EventKind.WORKFLOW))),
          List.of(
              late(Field.OPERATION, "langsmith.span.kind"),
              late(Field.PROVIDER, "langsmith.metadata.ls_provider"),
              late(Field.MODEL_REQUESTED, "langsmith.metadata.ls_model_name"),
              keys(Field.INPUT_TOKENS, "langsmith.usage_metadata#input_tokens"),
              keys(Field.OUTPUT_TOKENS, "langsmith.usage_metadata#output_tokens"),
              keys(
                  Field.CACHE_READ_TOKENS,
                  "gen_ai.usage.input_token_details#cache_read",
                  "langsmith.usage_metadata#input_token_details.cache_read"),
              keys(
                  Field.CACHE_WRITE_TOKENS,
                  "gen_ai.usage.input_token_details#cache_creation",
                  "langsmith.usage_metadata#input_token_details.cache_creation"),
              keys(
                  Field.REASONING_TOKENS,
                  "gen_ai.usage.output_token_details#reasoning",
                  "langsmith.usage_metadata#output_token_details.reasoning"),
              late(Field.STREAM, "langsmith.request.streaming"),
              late(
                  Field.CONVERSATION_ID,
                  "langsmith.metadata.session_id",
                  "langsmith.metadata.thread_id",
                  "langsmith.metadata.conversation_id"),
              late(Field.USER_ID, "langsmith.metadata.user_id", "langsmith.metadata.userId"),
              own(Field.TOOL_DEFINITIONS, "gen_ai.prompt#tools"),
              own(Field.INPUT_VALUE, "gen_ai.prompt"),
              own(Field.OUTPUT_VALUE, "gen_ai.completion")),
          List.of(),
          List.of(
              "langsmith.",
              "gen_ai.response.service_tier",
              "gen_ai.response.system_fingerprint",
              "gen_ai.usage.input_token_details",
              "gen_ai.usage.output_token_details",
              "gen_ai.serialized."),
          // The exporter copies every environment variable that begins so.
          List.of("langsmith.metadata.LANGSMITH_API_KEY", "langsmith.metadata.LANGCHAIN_API_KEY"),
          Set.of(Habit.OK_SAYS_NOTHING));

  private LangSmith() {}
}
