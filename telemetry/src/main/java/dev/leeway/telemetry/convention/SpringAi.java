package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.FieldKeys.late;
import static dev.leeway.telemetry.convention.FieldKeys.own;
import static dev.leeway.telemetry.convention.Signal.keyInScope;
import static dev.leeway.telemetry.convention.Signal.keyPrefix;
import static dev.leeway.telemetry.convention.Signal.keyValue;
import static dev.leeway.telemetry.convention.Signal.scope;

import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import java.util.List;
import java.util.Map;

/**
 * Spring AI: Micrometer's observations, so every value is text, and HTTP calls have Micrometer's
 * short keys.
 */
final class SpringAi {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.SPRING_AI,
          List.of(
              keyPrefix("spring.ai.", 1.0),
              keyValue("gen_ai.system", "spring_ai", 1.0),
              // All that a Spring Boot application observes has this scope.
              scope("org.springframework.boot", 0.1),
              keyInScope("gen_ai.system", 1.0)),
          List.of(
              new KindKeys(
                  "spring.ai.kind",
                  Precedence.FIRST,
                  Map.of(
                      "chat_client", EventKind.AGENT,
                      "advisor", EventKind.STEP,
                      "tool_call", EventKind.TOOL),
                  Map.of())),
          List.of(
              late(Field.OPERATION, "spring.ai.kind"),
              late(Field.TOOL_NAME, "spring.ai.tool.definition.name"),
              late(Field.TOOL_CALL_ID, "spring.ai.tool.call.id"),
              late(Field.TOOL_ARGUMENTS, "spring.ai.tool.call.arguments"),
              late(Field.TOOL_RESULT, "spring.ai.tool.call.result"),
              late(
                  Field.TOOL_DEFINITIONS,
                  "spring.ai.model.request.tool.names",
                  "spring.ai.chat.client.tool.names"),
              late(Field.CONVERSATION_ID, "spring.ai.chat.client.conversation.id"),
              own(Field.HTTP_METHOD, "method"),
              own(Field.HTTP_STATUS, "status")),
          List.of(),
          List.of(
              "spring.ai.", "host", "method", "outcome", "status", "uri", "target.", "exception"),
          List.of());

  private SpringAi() {}
}
