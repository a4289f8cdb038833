package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.time;
import static dev.leeway.telemetry.convention.Signal.key;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.schema;
import static dev.leeway.telemetry.convention.Signal.scope;
import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/** OpenTelemetry GenAI from 1.37 on, with the renames of 2026. */
final class OtelGenAi {
  static final Map<String, EventKind> OPERATIONS =
      Map.ofEntries(
          entry("invoke_agent", EventKind.AGENT),
          entry("create_agent", EventKind.AGENT),
          entry("agent_call", EventKind.AGENT),
          entry("invoke_workflow", EventKind.WORKFLOW),
          entry("agent_step", EventKind.STEP),
          entry("execute_task", EventKind.STEP),
          entry("schedule_tool_calls", EventKind.STEP),
          entry("framework", EventKind.STEP),
          entry("chat", EventKind.LLM),
          entry("generate_content", EventKind.LLM),
          entry("text_completion", EventKind.LLM),
          entry("completion", EventKind.LLM),
          entry("generate", EventKind.LLM),
          entry("response", EventKind.LLM),
          entry("llm_call", EventKind.LLM),
          entry("llm_request", EventKind.LLM),
          entry("image", EventKind.LLM),
          entry("embeddings", EventKind.EMBEDDING),
          entry("embedding", EventKind.EMBEDDING),
          entry("rerank", EventKind.RERANK),
          entry("retrieval", EventKind.RETRIEVAL),
          entry("vector_db_retrieve", EventKind.RETRIEVAL),
          entry("execute_tool", EventKind.TOOL),
          entry("tool_call", EventKind.TOOL),
          entry("plan", EventKind.PLAN),
          entry("prompt", EventKind.PROMPT),
          entry("*_memory", EventKind.MEMORY),
          entry("*_memory_store", EventKind.MEMORY));

  private static final Map<String, EventKind> NAMES =
      Map.of(
          "chat *", EventKind.LLM,
          // OpenLIT, up to 1.10.
          "*.resources.chat.completions", EventKind.LLM,
          "*.resources.messages", EventKind.LLM,
          "invoke_agent *", EventKind.AGENT,
          "execute_tool *", EventKind.TOOL);

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.OTEL_GENAI,
          List.of(
              scope("@openlit/", 0.6),
              key("gen_ai.provider.name", 0.95),
              key("gen_ai.input.messages", 0.95),
              key("gen_ai.output.messages", 0.95),
              key("gen_ai.system_instructions", 0.9),
              key("gen_ai.tool.call.arguments", 0.8),
              key("gen_ai.tool.call.result", 0.8),
              key("gen_ai.tool.definitions", 0.8),
              key("gen_ai.usage.cache_read.input_tokens", 0.8),
              key("gen_ai.usage.cache_write.input_tokens", 0.9),
              key("gen_ai.usage.reasoning.output_tokens", 0.9),
              keyPrefix("gen_ai.retrieval.", 0.9),
              keyPrefix("gen_ai.workflow.", 0.9),
              keyPrefix("gen_ai.memory.", 0.9),
              keyPrefix("gen_ai.skill.", 0.9),
              // Names that all generations share; a sign of an older one outweighs them.
              key("gen_ai.operation.name", 0.6),
              keyPrefix("gen_ai.", 0.5),
              schema("/gen-ai-dev/", 0.6),
              schema("/schemas/1.37", 0.5),
              schema("/schemas/1.38", 0.5),
              schema("/schemas/1.39", 0.5),
              schema("/schemas/1.4", 0.5)),
          List.of(
              new KindKeys("gen_ai.operation.name", Precedence.NORMAL, OPERATIONS, Map.of()),
              // What fails early has a name and no attributes.
              KindKeys.own(KindKeys.SPAN_NAME, Precedence.LATE, NAMES)),
          List.of(
              keys(Field.OPERATION, "gen_ai.operation.name"),
              keys(Field.PROVIDER, "gen_ai.provider.name"),
              keys(Field.MODEL_REQUESTED, "gen_ai.request.model"),
              keys(Field.MODEL_SERVED, "gen_ai.response.model"),
              keys(Field.RESPONSE_ID, "gen_ai.response.id"),
              keys(Field.FINISH_REASONS, "gen_ai.response.finish_reasons"),
              keys(Field.STREAM, "gen_ai.request.stream"),
              time(
                  Field.TTFT,
                  Unit.SECONDS,
                  "gen_ai.response.time_to_first_chunk",
                  "gen_ai.client.operation.time_to_first_chunk"),
              time(
                  Field.TTFT,
                  Unit.UNKNOWN,
                  "gen_ai.server.time_to_first_token",
                  "gen_ai.response.time_to_first_token"),
              keys(Field.INPUT_TOKENS, "gen_ai.usage.input_tokens"),
              keys(Field.OUTPUT_TOKENS, "gen_ai.usage.output_tokens"),
              keys(Field.CACHE_READ_TOKENS, "gen_ai.usage.cache_read.input_tokens"),
              keys(
                  Field.CACHE_WRITE_TOKENS,
                  "gen_ai.usage.cache_write.input_tokens",
                  "gen_ai.usage.cache_creation.input_tokens"),
              // Anthropic's own SDK, which has it under no other name.
              late(Field.FINISH_REASONS, "anthropic.message.stop_reason"),
              keys(Field.REASONING_TOKENS, "gen_ai.usage.reasoning.output_tokens"),
              late(
                  Field.COST_USD,
                  "gen_ai.usage.cost",
                  "gen_ai.usage.total_cost",
                  "gen_ai.cost.total"),
              keys(Field.TOOL_NAME, "gen_ai.tool.name"),
              keys(Field.TOOL_CALL_ID, "gen_ai.tool.call.id"),
              keys(Field.TOOL_ARGUMENTS, "gen_ai.tool.call.arguments"),
              keys(Field.TOOL_RESULT, "gen_ai.tool.call.result"),
              keys(Field.TOOL_DEFINITIONS, "gen_ai.tool.definitions"),
              keys(Field.DOCUMENTS, "gen_ai.retrieval.documents"),
              keys(Field.QUERY, "gen_ai.retrieval.query.text"),
              keys(Field.RETRIEVAL_HINT, "gen_ai.retrieval.*"),
              keys(Field.DATA_SOURCE_ID, "gen_ai.data_source.id"),
              keys(Field.CONVERSATION_ID, "gen_ai.conversation.id"),
              keys(Field.AGENT_NAME, "gen_ai.agent.name"),
              keys(Field.AGENT_ID, "gen_ai.agent.id"),
              keys(Field.AGENT_VERSION, "gen_ai.agent.version"),
              keys(Field.MAIN_AGENT_NAME, "gen_ai.main_agent.name"),
              keys(Field.SYSTEM_INSTRUCTIONS, "gen_ai.system_instructions"),
              keys(Field.INPUT_MESSAGES, "gen_ai.input.messages"),
              keys(Field.OUTPUT_MESSAGES, "gen_ai.output.messages")),
          List.of(),
          List.of(
              "gen_ai.agent.",
              "gen_ai.main_agent.",
              "gen_ai.request.",
              "gen_ai.response.status",
              "gen_ai.output.type",
              "gen_ai.tool.",
              "gen_ai.embeddings.",
              "gen_ai.retrieval.",
              "gen_ai.prompt.name",
              "gen_ai.prompt.version",
              "gen_ai.conversation.compacted",
              "gen_ai.workflow.",
              "gen_ai.skill.",
              "gen_ai.memory.",
              "gen_ai.evaluation.",
              "gen_ai.token.",
              "gen_ai.client.",
              "gen_ai.execute_tool.",
              "gen_ai.usage.text.",
              "gen_ai.usage.image.",
              "gen_ai.usage.audio.",
              "gen_ai.usage.total_tokens",
              "gen_ai.usage.prompt_tokens_details.",
              "gen_ai.usage.completion_tokens_details.",
              "anthropic.",
              "openai.",
              "openlit.",
              "aws.bedrock.",
              "azure."),
          List.of());

  private OtelGenAi() {}
}
