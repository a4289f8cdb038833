package dev.leeway.signals.event;

import java.util.Map;
import java.util.TreeMap;

/** Collects the facts of one span, within their bounds. Not thread-safe. */
public final class FactSink {
  private final Map<String, Double> numbers = new TreeMap<>();
  private final Map<String, String> texts = new TreeMap<>();

  /** A number; NaN and infinities say nothing and are passed over. */
  public FactSink number(String name, double value) {
    boolean room = numbers.size() < Facts.FACTS_MAX || numbers.containsKey(name);
    if (Double.isFinite(value) && room) {
      numbers.put(name, value);
    }
    return this;
  }

  /** A text, cut to its bound; an empty one is passed over. */
  public FactSink text(String name, String text) {
    boolean room = texts.size() < Facts.FACTS_MAX || texts.containsKey(name);
    if (!text.isEmpty() && room) {
      texts.put(name, cut(text));
    }
    return this;
  }

  public Facts facts() {
    return numbers.isEmpty() && texts.isEmpty() ? Facts.NONE : new Facts(numbers, texts);
  }

  private static String cut(String text) {
    if (text.length() <= Facts.TEXT_LENGTH_MAX) {
      return text;
    }
    boolean pair = Character.isHighSurrogate(text.charAt(Facts.TEXT_LENGTH_MAX - 1));
    return text.substring(0, Facts.TEXT_LENGTH_MAX - (pair ? 1 : 0));
  }
}
