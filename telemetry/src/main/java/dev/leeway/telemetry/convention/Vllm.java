package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.time;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.scope;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/** Spans of the model server vLLM: what a request cost it, with all times in seconds. */
final class Vllm {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.VLLM,
          List.of(keyPrefix("gen_ai.latency.", 0.97), scope("vllm.", 0.97)),
          List.of(
              KindKeys.own(
                  KindKeys.SPAN_NAME, Precedence.LATE, Map.of("llm_request", EventKind.LLM)),
              new KindKeys(
                  "gen_ai.latency.e2e", Precedence.LATE, Map.of("*", EventKind.LLM), Map.of())),
          List.of(
              time(Field.TTFT, Unit.SECONDS, "gen_ai.latency.time_to_first_token"),
              late(Field.RESPONSE_ID, "gen_ai.request.id")),
          List.of(),
          List.of("gen_ai.latency.", "gen_ai.usage.num_sequences"),
          List.of());

  private Vllm() {}
}
