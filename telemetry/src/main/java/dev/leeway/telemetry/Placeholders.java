package dev.leeway.telemetry;

import dev.leeway.telemetry.convention.Field;

/**
 * Recognises spans that only announce or repeat others (conventions.md section 3, row 0). Stored,
 * they would be counted as calls of their own.
 */
final class Placeholders {
  /** Logfire sends a span when it starts, so that its tree can be shown while it runs. */
  private static final String PENDING = "pending_span";

  /** Google's ADK sends one more span for tools that ran side by side. */
  private static final String MERGED_TOOLS = "(merged tools)";

  private Placeholders() {}

  static boolean isOne(SpanScan span) {
    return span.attributes().text(Field.SPAN_STAGE).equals(PENDING)
        || span.name().endsWith(MERGED_TOOLS)
        || span.attributes().text(Field.TOOL_NAME).equals(MERGED_TOOLS);
  }
}
