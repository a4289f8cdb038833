package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.window.Dimensions;

/** How the dependency at which a run began to fail is called. */
public final class FailureOrigin {
  private static final String MODEL = "model ";

  /** Names of models that are served at home have a slash too, as those of a provider do. */
  private static final String OF_NOBODY = " (provider unknown)";

  private FailureOrigin() {}

  public static String nameOf(AgentEvent span) {
    String name =
        switch (span.kind()) {
          case LLM, EMBEDDING, RERANK -> modelOf(span);
          case TOOL -> "tool " + or(span.tool().name(), span.name());
          case RETRIEVAL, MEMORY -> "source " + or(span.dataSourceId(), span.name());
          case AGENT, WORKFLOW -> "agent " + span.source().agentName();
          case DB -> "database " + span.name();
          case STEP, PLAN, MCP, GUARDRAIL, EVALUATOR, HANDOFF, PROMPT, HUMAN_WAIT, HTTP, OTHER ->
              span.name();
        };
    return Dimensions.shortened(name);
  }

  /** Whether it is a model whose provider said its name, so that all agents' calls to it count. */
  public static boolean isOfProvider(String name) {
    return name.startsWith(MODEL) && !name.endsWith(OF_NOBODY);
  }

  private static String modelOf(AgentEvent span) {
    String model = span.model().model();
    String provider = span.model().provider();
    if (!provider.isEmpty()) {
      return MODEL + provider + "/" + or(model, "unknown");
    }
    String name = MODEL + or(model, span.name());
    // Cut here, since its end says what it is.
    int room = Math.min(name.length(), Dimensions.LENGTH_MAX - OF_NOBODY.length());
    return name.substring(0, room) + OF_NOBODY;
  }

  private static String or(String name, String otherwise) {
    return name.isEmpty() ? otherwise : name;
  }
}
