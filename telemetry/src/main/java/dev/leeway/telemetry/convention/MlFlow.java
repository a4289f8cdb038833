package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.Signal.key;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static java.util.Map.entry;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/** MLflow's tracing: every value is JSON, tokens and cost are objects. */
final class MlFlow {
  private static final Map<String, EventKind> KINDS =
      Map.ofEntries(
          entry("agent", EventKind.AGENT),
          entry("workflow", EventKind.WORKFLOW),
          entry("chain", EventKind.STEP),
          entry("task", EventKind.STEP),
          entry("parser", EventKind.STEP),
          entry("llm", EventKind.LLM),
          entry("chat_model", EventKind.LLM),
          entry("embedding", EventKind.EMBEDDING),
          entry("reranker", EventKind.RERANK),
          entry("retriever", EventKind.RETRIEVAL),
          entry("tool", EventKind.TOOL),
          entry("memory", EventKind.MEMORY),
          entry("guardrail", EventKind.GUARDRAIL),
          entry("evaluator", EventKind.EVALUATOR));

  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.MLFLOW,
          List.of(key("mlflow.spanType", 0.97), keyPrefix("mlflow.", 0.96)),
          List.of(
              new KindKeys(
                  "mlflow.spanType", Precedence.LATE, KINDS, Map.of("chain", EventKind.WORKFLOW))),
          List.of(
              late(Field.OPERATION, "mlflow.spanType"),
              late(Field.PROVIDER, "mlflow.llm.provider"),
              late(Field.MODEL_REQUESTED, "mlflow.llm.model", "mlflow.spanInputs#model"),
              late(Field.INPUT_TOKENS, "mlflow.chat.tokenUsage#input_tokens"),
              late(Field.OUTPUT_TOKENS, "mlflow.chat.tokenUsage#output_tokens"),
              late(Field.CACHE_READ_TOKENS, "mlflow.chat.tokenUsage#cache_read_input_tokens"),
              late(Field.CACHE_WRITE_TOKENS, "mlflow.chat.tokenUsage#cache_creation_input_tokens"),
              late(Field.COST_USD, "mlflow.llm.cost#total_cost"),
              late(Field.CONVERSATION_ID, "mlflow.trace.session"),
              late(Field.USER_ID, "mlflow.trace.user"),
              late(Field.TOOL_DEFINITIONS, "mlflow.chat.tools"),
              late(Field.INPUT_VALUE, "mlflow.spanInputs"),
              late(Field.OUTPUT_VALUE, "mlflow.spanOutputs")),
          List.of(),
          List.of("mlflow."),
          List.of("mlflow.auth.username", "mlflow.user"));

  private MlFlow() {}
}
