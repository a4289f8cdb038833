package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.Signal.event;
import static dev.leeway.telemetry.convention.Signal.key;

import dev.leeway.signals.event.Convention;
import java.util.List;

/** OpenTelemetry GenAI up to 1.36: {@code gen_ai.system}, an event per message, older names. */
final class OtelGenAiLegacy {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.OTEL_GENAI_LEGACY,
          List.of(
              key("gen_ai.system", 0.9),
              key("gen_ai.prompt", 0.8),
              key("gen_ai.completion", 0.8),
              key("gen_ai.usage.prompt_tokens", 0.8),
              key("gen_ai.usage.completion_tokens", 0.8),
              event("gen_ai.system.message", 0.9),
              event("gen_ai.user.message", 0.9),
              event("gen_ai.assistant.message", 0.9),
              event("gen_ai.tool.message", 0.9),
              event("gen_ai.choice", 0.9),
              event("gen_ai.content.prompt", 0.8),
              event("gen_ai.content.completion", 0.8)),
          List.of(),
          List.of(
              keys(Field.PROVIDER, "gen_ai.system"),
              late(
                  Field.FINISH_REASONS,
                  "gen_ai.response.finish_reason",
                  "gen_ai.response.stop_reason"),
              late(Field.INPUT_TOKENS, "gen_ai.usage.prompt_tokens"),
              late(Field.OUTPUT_TOKENS, "gen_ai.usage.completion_tokens"),
              keys(Field.CACHE_READ_TOKENS, "gen_ai.usage.cache_read_input_tokens"),
              late(
                  Field.CACHE_READ_TOKENS,
                  "gen_ai.usage.cache_read_tokens",
                  "gen_ai.usage.prompt_tokens_details.cache_read",
                  "gen_ai.usage.input_cached_tokens"),
              keys(
                  Field.CACHE_WRITE_TOKENS,
                  "gen_ai.usage.cache_creation_input_tokens",
                  "gen_ai.usage.cache_write_input_tokens"),
              late(
                  Field.CACHE_WRITE_TOKENS,
                  "gen_ai.usage.cache_write_tokens",
                  "gen_ai.usage.input_cache_creation"),
              keys(
                  Field.REASONING_TOKENS,
                  "gen_ai.usage.reasoning_tokens",
                  "llm.usage.reasoning_tokens"),
              late(Field.CONVERSATION_ID, "gen_ai.thread.id"),
              // OpenLIT's.
              late(Field.STREAM, "gen_ai.request.is_stream"),
              late(Field.TOOL_ARGUMENTS, "gen_ai.tool.args"),
              late(Field.INPUT_MESSAGES, "gen_ai.prompt"),
              late(Field.OUTPUT_MESSAGES, "gen_ai.completion")),
          List.of(),
          List.of(
              "gen_ai.openai.",
              "gen_ai.event.",
              "gen_ai.framework",
              "gen_ai.endpoint",
              "gen_ai.application_name",
              "gen_ai.environment",
              "gen_ai.sdk."),
          List.of());

  private OtelGenAiLegacy() {}
}
