package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.keys;
import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.spanName;
import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/**
 * Haystack: the kind is in the span's name or the component's class; model, tokens and finish
 * reason only inside the reply, when content is traced.
 */
final class Haystack {
  private static final Map<String, EventKind> NAMES =
      Map.ofEntries(
          entry("haystack.pipeline.run", EventKind.WORKFLOW),
          entry("haystack.async_pipeline.run", EventKind.WORKFLOW),
          entry("haystack.agent.run", EventKind.AGENT),
          entry("haystack.agent.step", EventKind.STEP),
          entry("haystack.agent.step.llm", EventKind.LLM),
          entry("haystack.agent.step.tool", EventKind.TOOL),
          entry("haystack.chat_generator.run", EventKind.LLM));

  private static final Map<String, EventKind> COMPONENTS =
      Map.ofEntries(
          entry("*generator", EventKind.LLM),
          entry("*embedder", EventKind.EMBEDDING),
          entry("*retriever", EventKind.RETRIEVAL),
          entry("*ranker", EventKind.RERANK),
          entry("*evaluator", EventKind.EVALUATOR),
          entry("*promptbuilder", EventKind.PROMPT),
          entry("toolinvoker", EventKind.TOOL),
          entry("agent", EventKind.AGENT),
          entry("*", EventKind.STEP));

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.HAYSTACK,
          List.of(keyPrefix("haystack.", 0.97), spanName("haystack.", 0.96)),
          List.of(
              KindKeys.own(KindKeys.SPAN_NAME, Precedence.LATE, NAMES),
              KindKeys.own("haystack.component.type", Precedence.LATE, COMPONENTS)),
          List.of(
              late(Field.OPERATION, "haystack.component.type"),
              late(
                  Field.MODEL_SERVED,
                  "haystack.component.output#replies.0.meta.model",
                  "haystack.component.output#meta.0.model",
                  "haystack.component.output#meta.model",
                  "haystack.agent.step.llm.output#replies.0.meta.model"),
              late(
                  Field.FINISH_REASONS,
                  "haystack.component.output#replies.0.meta.finish_reason",
                  "haystack.component.output#meta.0.finish_reason",
                  "haystack.agent.step.llm.output#replies.0.meta.finish_reason"),
              late(
                  Field.INPUT_TOKENS,
                  "haystack.component.output#replies.0.meta.usage.prompt_tokens",
                  "haystack.component.output#meta.0.usage.prompt_tokens",
                  "haystack.component.output#meta.usage.prompt_tokens",
                  "haystack.agent.step.llm.output#replies.0.meta.usage.prompt_tokens"),
              late(
                  Field.OUTPUT_TOKENS,
                  "haystack.component.output#replies.0.meta.usage.completion_tokens",
                  "haystack.component.output#meta.0.usage.completion_tokens",
                  "haystack.agent.step.llm.output#replies.0.meta.usage.completion_tokens"),
              late(
                  Field.CACHE_READ_TOKENS,
                  "haystack.component.output#replies.0.meta.usage.prompt_tokens_details.cached_tokens",
                  "haystack.agent.step.llm.output#replies.0.meta.usage.prompt_tokens_details.cached_tokens"),
              late(
                  Field.REASONING_TOKENS,
                  "haystack.component.output#replies.0.meta.usage.completion_tokens_details.reasoning_tokens",
                  "haystack.agent.step.llm.output#replies.0.meta.usage.completion_tokens_details.reasoning_tokens"),
              late(Field.TOOL_NAME, "haystack.tool.name", "haystack.component.name"),
              late(Field.TOOL_ARGUMENTS, "haystack.agent.step.tool.input"),
              late(Field.TOOL_RESULT, "haystack.agent.step.tool.output"),
              keys(Field.QUERY, "haystack.component.input#query"),
              keys(Field.DOCUMENTS, "haystack.component.output#documents"),
              late(
                  Field.INPUT_VALUE,
                  "haystack.agent.step.llm.input",
                  "haystack.component.input",
                  "haystack.agent.input",
                  "haystack.pipeline.input_data"),
              late(
                  Field.OUTPUT_VALUE,
                  "haystack.agent.step.llm.output",
                  "haystack.component.output",
                  "haystack.agent.output",
                  "haystack.pipeline.output_data")),
          List.of(),
          List.of("haystack."),
          List.of());

  private Haystack() {}
}
