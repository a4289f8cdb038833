package dev.leeway.telemetry;

import dev.leeway.signals.event.EventKind;
import dev.leeway.telemetry.convention.Field;
import dev.leeway.telemetry.convention.Habit;
import java.util.List;
import java.util.Set;

/** What an agent, a tool or a model is called, where no key of its own says it. */
final class Names {
  private static final List<String> BEFORE_TOOL =
      List.of("execute_tool ", "client_tool_call ", "langchain4j.tools.", "Tool: ");
  private static final String BEFORE_AGENT = "invoke_agent ";

  private Names() {}

  static String ofTool(SpanScan span) {
    String said = span.attributes().text(Field.TOOL_NAME);
    if (said.isEmpty()) {
      said = span.attributes().text(Field.ENTITY_NAME);
    }
    if (!said.isEmpty()) {
      return said;
    }
    for (String before : BEFORE_TOOL) {
      if (span.name().startsWith(before)) {
        return span.name().substring(before.length());
      }
    }
    return span.isNamedByDialect() ? "" : span.name();
  }

  /** The agent that a span is of; empty when it does not say. */
  static String ofAgent(SpanScan span, EventKind kind, Set<Habit> habits) {
    AttributeFrame attributes = span.attributes();
    String said = attributes.text(Field.AGENT_NAME);
    // A framework names unnamed agents by their id, which would be a new agent each time.
    boolean unnamed = !said.isEmpty() && said.equals(attributes.text(Field.AGENT_ID));
    if (!said.isEmpty() && !unnamed) {
      return said;
    }
    if (kind == EventKind.AGENT && !unnamed) {
      if (attributes.has(Field.ENTITY_NAME)) {
        return attributes.text(Field.ENTITY_NAME);
      }
      if (span.name().startsWith(BEFORE_AGENT)) {
        return span.name().substring(BEFORE_AGENT.length());
      }
      if (habits.contains(Habit.AGENT_NAMES_SPAN)) {
        return span.name();
      }
    }
    return attributes.text(Field.MAIN_AGENT_NAME);
  }

  /** A model by the name of its action: {@code provider/model}, empty for spans of other kinds. */
  static String ofModel(SpanScan span, EventKind kind) {
    return kind.callsModel() ? span.attributes().text(Field.ENTITY_NAME) : "";
  }
}
