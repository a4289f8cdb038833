package dev.leeway.telemetry;

import dev.leeway.signals.event.EventKind;
import dev.leeway.telemetry.convention.Field;

/**
 * What kind a span is: what it says, else what its attributes make of it (conventions.md section 1,
 * kind mapping).
 */
final class KindRules {
  private static final String MCP_TOOL_CALL = "tools/call";

  private KindRules() {}

  static EventKind kindOf(SpanScan span) {
    AttributeFrame attributes = span.attributes();
    EventKind said = attributes.kind(span.parentSpanId() == 0, span.name());
    if (said == EventKind.STEP
        && attributes.has(Field.TOOL_CALL_ID)
        && attributes.has(Field.TOOL_NAME)) {
      // LangChain's tools, which some instrumentations know from other steps by their result alone.
      return EventKind.TOOL;
    }
    if (said != null) {
      return said;
    }
    if (attributes.has(Field.MCP_METHOD)) {
      boolean toolCall = attributes.text(Field.MCP_METHOD).equals(MCP_TOOL_CALL);
      return toolCall ? EventKind.TOOL : EventKind.MCP;
    }
    if (attributes.has(Field.RETRIEVAL_HINT) || span.events().documents() != null) {
      return EventKind.RETRIEVAL;
    }
    if (isSaid(attributes, Field.TOOL_NAME) || isSaid(attributes, Field.TOOL_CALL_ID)) {
      return EventKind.TOOL;
    }
    if (callsModel(span)) {
      return EventKind.LLM;
    }
    if (attributes.has(Field.DB_SYSTEM)) {
      return EventKind.DB;
    }
    return attributes.has(Field.HTTP_METHOD) ? EventKind.HTTP : EventKind.OTHER;
  }

  /** Whether a key says it that means nothing else. */
  private static boolean isSaid(AttributeFrame attributes, Field field) {
    return attributes.has(field) && !attributes.isLate(field);
  }

  private static boolean callsModel(SpanScan span) {
    AttributeFrame attributes = span.attributes();
    return span.kind() == SpanScan.KIND_CLIENT
        && !attributes.has(Field.OPERATION)
        && (attributes.has(Field.MODEL_REQUESTED) || attributes.has(Field.MODEL_SERVED));
  }
}
