package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.IndexedKeys.lateList;
import static dev.leeway.telemetry.convention.IndexedKeys.list;
import static dev.leeway.telemetry.convention.Signal.key;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/** OpenInference: its own kinds, flat indexed lists, {@code llm.token_count}. */
final class OpenInference {
  private static final Map<String, EventKind> KINDS =
      Map.of(
          "agent", EventKind.AGENT,
          "chain", EventKind.STEP,
          "llm", EventKind.LLM,
          "embedding", EventKind.EMBEDDING,
          "reranker", EventKind.RERANK,
          "retriever", EventKind.RETRIEVAL,
          "tool", EventKind.TOOL,
          "guardrail", EventKind.GUARDRAIL,
          "evaluator", EventKind.EVALUATOR,
          "prompt", EventKind.PROMPT);

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.OPENINFERENCE,
          List.of(
              key("openinference.span.kind", 1.0),
              keyPrefix("llm.token_count.", 0.9),
              keyPrefix("llm.input_messages.", 0.9),
              keyPrefix("llm.output_messages.", 0.9),
              keyPrefix("retrieval.documents.", 0.8),
              scope("openinference.instrumentation.", 0.9),
              scope("@arizeai/openinference-", 0.9),
              scope("com.arize.", 0.9)),
          List.of(
              new KindKeys(
                  "openinference.span.kind",
                  Precedence.FIRST,
                  KINDS,
                  Map.of("chain", EventKind.WORKFLOW))),
          List.of(
              late(Field.OPERATION, "openinference.span.kind"),
              late(Field.PROVIDER, "llm.provider", "llm.system"),
              late(Field.MODEL_REQUESTED, "llm.request.model_name"),
              late(
                  Field.MODEL_REQUESTED,
                  "llm.model_name",
                  "embedding.model_name",
                  "reranker.model_name"),
              late(Field.MODEL_SERVED, "llm.response.model_name", "llm.model_name"),
              late(Field.FINISH_REASONS, "llm.finish_reason"),
              keys(Field.INPUT_TOKENS, "llm.token_count.prompt"),
              keys(Field.OUTPUT_TOKENS, "llm.token_count.completion"),
              keys(Field.CACHE_READ_TOKENS, "llm.token_count.prompt_details.cache_read"),
              keys(Field.CACHE_WRITE_TOKENS, "llm.token_count.prompt_details.cache_write"),
              keys(Field.REASONING_TOKENS, "llm.token_count.completion_details.reasoning"),
              keys(Field.COST_USD, "llm.cost.total"),
              late(Field.AGENT_NAME, "agent.name"),
              late(Field.ENTITY_NAME, "graph.node.id"),
              late(Field.TOOL_NAME, "tool.name"),
              late(Field.TOOL_CALL_ID, "tool.id", "tool_call.id"),
              late(
                  Field.CONVERSATION_ID,
                  "metadata.sessionId",
                  "metadata.session_id",
                  "metadata.conversation_id"),
              late(Field.USER_ID, "metadata.userId", "metadata.user_id"),
              late(Field.INPUT_VALUE, "input.value"),
              late(Field.OUTPUT_VALUE, "output.value"),
              late(Field.TOOL_ARGUMENTS, "tool.parameters"),
              keys(Field.QUERY, "reranker.query"),
              late(Field.SYSTEM_INSTRUCTIONS, "metadata.gen_ai.system_instructions")),
          List.of(
              list("llm.input_messages.", Field.INPUT_MESSAGES),
              list("llm.output_messages.", Field.OUTPUT_MESSAGES),
              list("llm.tools.", Field.TOOL_DEFINITIONS),
              list("retrieval.documents.", Field.DOCUMENTS),
              list("reranker.output_documents.", Field.DOCUMENTS),
              lateList("reranker.input_documents.", Field.INPUT_MESSAGES),
              lateList("llm.prompts.", Field.INPUT_MESSAGES),
              lateList("llm.choices.", Field.OUTPUT_MESSAGES),
              lateList("embedding.embeddings.", Field.INPUT_MESSAGES)),
          List.of(
              "openinference.",
              "llm.",
              "input.mime_type",
              "output.mime_type",
              "metadata",
              "tag.tags",
              "graph.",
              "tool.",
              "prompt.",
              "reranker.top_k",
              "evaluations.",
              "annotations."),
          List.of());

  private OpenInference() {}
}
