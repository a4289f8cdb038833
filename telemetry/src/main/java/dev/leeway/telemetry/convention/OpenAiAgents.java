package dev.leeway.telemetry.convention;

import static dev.leeway.telemetry.convention.Signal.scope;

import dev.leeway.signals.event.Convention;
import java.util.List;

/**
 * OpenAI's Agents SDK where OpenTelemetry's own instrumentation emits it, with OpenTelemetry's
 * names; through others it speaks theirs.
 */
final class OpenAiAgents {
  static final ConventionMapper TABLES =
      new ConventionMapper(
          Convention.OPENAI_AGENTS,
          List.of(
              scope("opentelemetry.instrumentation.openai_agents", 0.97),
              scope("openai-agents", 0.97)),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private OpenAiAgents() {}
}
