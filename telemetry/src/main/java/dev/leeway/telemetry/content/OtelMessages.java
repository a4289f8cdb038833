package dev.leeway.telemetry.content;

/**
 * Recognises messages that are in OpenTelemetry's shape already, in one pass and without a tree, so
 * that what a conforming client sends is stored as it came.
 */
final class OtelMessages {
  private OtelMessages() {}

  /** Whether the text is a JSON array whose every item has {@code role} and {@code parts}. */
  static boolean isOne(String text) {
    return text.startsWith("[{")
        && text.contains("\"parts\"")
        && text.contains("\"type\"")
        // Gemini's messages have parts too, of another shape.
        && !text.contains("\"function")
        && !text.contains("\"result\"")
        && new JsonScan(text).isArrayOfObjectsWith("role", "parts");
  }
}
