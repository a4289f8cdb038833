package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;

import dev.leeway.signals.event.Convention;
import java.util.List;

/** Keys of no known dialect that still look like a model call; believed little. */
final class HeuristicKeys {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.UNKNOWN,
          List.of(keyPrefix("llm.", 0.4)),
          List.of(),
          List.of(
              late(Field.INPUT_TOKENS, "llm.usage.prompt_tokens"),
              late(Field.OUTPUT_TOKENS, "llm.usage.completion_tokens"),
              late(Field.PROVIDER, "llm.vendor"),
              late(Field.MODEL_REQUESTED, "llm.request.model", "llm.model"),
              late(Field.MODEL_SERVED, "llm.response.model")),
          List.of(),
          List.of(),
          List.of());

  private HeuristicKeys() {}
}
