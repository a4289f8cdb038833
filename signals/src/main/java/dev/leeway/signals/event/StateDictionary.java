package dev.leeway.signals.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that a state format refers to instead of writing them. Positions are part of the format:
 * the dictionary of a version never changes. Thread-safe.
 */
public final class StateDictionary {
  static final StateDictionary EMPTY = new StateDictionary(List.of());

  private final List<String> texts;
  private final Map<String, Integer> positions;

  public StateDictionary(List<String> texts) {
    this.texts = List.copyOf(texts);
    this.positions = HashMap.newHashMap(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      if (positions.put(texts.get(i), i) != null) {
        throw new IllegalArgumentException("text is in the dictionary twice: " + texts.get(i));
      }
    }
  }

  int size() {
    return texts.size();
  }

  String text(int position) {
    return texts.get(position);
  }

  /** The text's position, or -1. */
  int position(String text) {
    return positions.getOrDefault(text, -1);
  }
}
