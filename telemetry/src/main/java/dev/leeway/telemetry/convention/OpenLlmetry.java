package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.IndexedKeys.lateList;
import static dev.leeway.telemetry.convention.IndexedKeys.list;
import static dev.leeway.telemetry.convention.Signal.key;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;
import static dev.leeway.telemetry.convention.Signal.scopeNamed;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * OpenLLMetry: entities wrapped by kind, and model calls with flat indexed messages, or since 2026
 * with OpenTelemetry's.
 */
final class OpenLlmetry {
  /** Its Python instrumentations, whose scopes end with the library's name. */
  private static final List<String> LIBRARIES =
      List.of(
          "agno",
          "alephalpha",
          "anthropic",
          "bedrock",
          "cohere",
          "crewai",
          "google_generativeai",
          "groq",
          "haystack",
          "langchain",
          "llamaindex",
          "mistralai",
          "ollama",
          "openai",
          "replicate",
          "sagemaker",
          "together",
          "transformers",
          "watsonx",
          "writer");

  private static final List<Signal> SIGNALS =
      List.of(
          keyPrefix("traceloop.", 1.0),
          key("llm.request.type", 0.97),
          keyPrefix("gen_ai.prompt.0.", 0.97),
          keyPrefix("gen_ai.completion.0.", 0.97),
          scope("@traceloop/", 1.0));

  private static final String INPUT = "traceloop.entity.input#";
  private static final String OUTPUT = "traceloop.entity.output#";

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.OPENLLMETRY,
          Stream.concat(
                  SIGNALS.stream(),
                  LIBRARIES.stream()
                      .map(library -> scopeNamed("opentelemetry.instrumentation." + library, 0.96)))
              .toList(),
          List.of(
              // A tool of LangChain is a task here, and a tool by its operation's name.
              new KindKeys(
                  "traceloop.span.kind",
                  Precedence.LATE,
                  Map.of(
                      "workflow", EventKind.WORKFLOW,
                      "task", EventKind.STEP,
                      "agent", EventKind.AGENT,
                      "tool", EventKind.TOOL),
                  Map.of()),
              new KindKeys(
                  "llm.request.type",
                  Precedence.LATE,
                  Map.of(
                      "chat", EventKind.LLM,
                      "completion", EventKind.LLM,
                      "embedding", EventKind.EMBEDDING,
                      "rerank", EventKind.RERANK),
                  Map.of())),
          List.of(
              late(Field.OPERATION, "llm.request.type", "traceloop.span.kind"),
              late(Field.STREAM, "gen_ai.is_streaming", "llm.is_streaming"),
              late(
                  Field.CONVERSATION_ID,
                  "traceloop.association.properties.session_id",
                  "traceloop.association.properties.conversation_id",
                  "traceloop.association.properties.thread_id",
                  "traceloop.association.properties.chat_id"),
              late(Field.USER_ID, "traceloop.association.properties.user_id"),
              late(Field.AGENT_VERSION, "traceloop.entity.version"),
              // LangChain's message of a tool, which alone has the tool's name.
              late(Field.TOOL_NAME, OUTPUT + "kwargs.name", OUTPUT + "output.kwargs.name"),
              late(
                  Field.TOOL_CALL_ID,
                  OUTPUT + "kwargs.tool_call_id",
                  OUTPUT + "output.kwargs.tool_call_id"),
              late(Field.ENTITY_NAME, "traceloop.entity.name"),
              late(
                  Field.INPUT_VALUE,
                  INPUT + "inputs",
                  INPUT + "input_str",
                  INPUT + "args.0",
                  INPUT + "kwargs",
                  "traceloop.entity.input"),
              late(Field.OUTPUT_VALUE, "traceloop.entity.output")),
          List.of(
              list("llm.request.functions.", Field.TOOL_DEFINITIONS),
              lateList("gen_ai.prompt.", Field.INPUT_MESSAGES),
              lateList("gen_ai.completion.", Field.OUTPUT_MESSAGES)),
          List.of("traceloop.", "llm.", "gen_ai.is_streaming", "gen_ai.headers"),
          List.of());

  private OpenLlmetry() {}
}
