package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;
import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/** Genkit: no name of OpenTelemetry's; what a call says is in the JSON of its output. */
final class Genkit {
  private static final Map<String, EventKind> SUBTYPES =
      Map.ofEntries(
          entry("model", EventKind.LLM),
          entry("background-model", EventKind.LLM),
          entry("tool", EventKind.TOOL),
          entry("retriever", EventKind.RETRIEVAL),
          entry("embedder", EventKind.EMBEDDING),
          entry("reranker", EventKind.RERANK),
          entry("evaluator", EventKind.EVALUATOR),
          entry("prompt", EventKind.PROMPT),
          entry("executable-prompt", EventKind.PROMPT),
          entry("flow", EventKind.WORKFLOW));

  private static final String INPUT = "genkit:input#";
  private static final String OUTPUT = "genkit:output#";

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.GENKIT,
          List.of(keyPrefix("genkit:", 1.0), scope("genkit-tracer", 1.0)),
          List.of(
              new KindKeys("genkit:metadata:subtype", Precedence.NORMAL, SUBTYPES, Map.of()),
              new KindKeys(
                  "genkit:type",
                  Precedence.LATE,
                  Map.of(
                      "flow", EventKind.WORKFLOW,
                      "flowstep", EventKind.STEP,
                      "util", EventKind.STEP,
                      "helper", EventKind.STEP),
                  Map.of())),
          List.of(
              late(Field.OPERATION, "genkit:metadata:subtype", "genkit:type"),
              late(Field.ENTITY_NAME, "genkit:name"),
              late(
                  Field.MODEL_SERVED,
                  OUTPUT + "raw.model",
                  OUTPUT + "raw.modelVersion",
                  OUTPUT + "custom.modelVersion"),
              late(
                  Field.RESPONSE_ID,
                  OUTPUT + "raw.id",
                  OUTPUT + "raw.responseId",
                  OUTPUT + "custom.responseId"),
              late(Field.FINISH_REASONS, OUTPUT + "finishReason"),
              late(Field.INPUT_TOKENS, OUTPUT + "usage.inputTokens"),
              late(Field.VISIBLE_OUTPUT_TOKENS, OUTPUT + "usage.outputTokens"),
              late(Field.REASONING_TOKENS, OUTPUT + "usage.thoughtsTokens"),
              late(
                  Field.CACHE_READ_TOKENS,
                  OUTPUT + "usage.cachedContentTokens",
                  OUTPUT + "raw.usage.prompt_tokens_details.cached_tokens"),
              late(Field.SUCCESS, "genkit:state"),
              late(
                  Field.CONVERSATION_ID,
                  "genkit:metadata:context#sessionId",
                  "genkit:sessionId",
                  "genkit:threadName"),
              late(Field.USER_ID, "genkit:metadata:context#auth.uid"),
              keys(Field.TOOL_DEFINITIONS, INPUT + "tools"),
              keys(Field.QUERY, INPUT + "query.content.0.text", INPUT + "query.text"),
              keys(Field.DOCUMENTS, OUTPUT + "documents"),
              late(Field.INPUT_MESSAGES, INPUT + "messages"),
              late(Field.OUTPUT_MESSAGES, OUTPUT + "message"),
              late(Field.INPUT_VALUE, "genkit:input"),
              late(Field.OUTPUT_VALUE, "genkit:output")),
          List.of(),
          List.of("genkit:"),
          List.of());

  private Genkit() {}
}
