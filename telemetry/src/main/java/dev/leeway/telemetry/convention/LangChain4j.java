package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.Signal.key;
import static dev.leeway.telemetry.convention.Signal.keyInScope;
import static dev.leeway.telemetry.convention.Signal.scope;
import static dev.leeway.telemetry.convention.Signal.spanName;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/** LangChain4j as Quarkus instruments it: kinds are in the span's name only. */
final class LangChain4j {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.LANGCHAIN4J,
          List.of(
              spanName("langchain4j.", 1.0),
              key("gen_ai.client.estimated_cost", 0.97),
              // All that a Quarkus application traces has this scope.
              scope("io.quarkus.opentelemetry", 0.1),
              keyInScope("gen_ai.request.model", 1.0)),
          List.of(
              KindKeys.own(
                  KindKeys.SPAN_NAME,
                  Precedence.LATE,
                  Map.of(
                      "completion *", EventKind.LLM,
                      "embedding *", EventKind.EMBEDDING,
                      "langchain4j.aiservices.*", EventKind.AGENT,
                      "langchain4j.tools.*", EventKind.TOOL))),
          List.of(late(Field.COST_USD, "gen_ai.client.estimated_cost")),
          List.of(),
          List.of("langchain4j."),
          List.of());

  private LangChain4j() {}
}
