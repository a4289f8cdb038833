package dev.leeway.telemetry.convention;

/**
 * A list that a dialect flattens into keys such as {@code llm.input_messages.0.message.role}.
 *
 * @param prefix up to the dot before the index
 * @param field what the list holds
 */
public record IndexedKeys(String prefix, Field field, Precedence precedence) {
  public IndexedKeys {
    if (!prefix.endsWith(".")) {
      throw new IllegalArgumentException("prefix must end with a dot: " + prefix);
    }
  }

  static IndexedKeys list(String prefix, Field field) {
    return new IndexedKeys(prefix, field, Precedence.NORMAL);
  }

  static IndexedKeys lateList(String prefix, Field field) {
    return new IndexedKeys(prefix, field, Precedence.LATE);
  }
}
