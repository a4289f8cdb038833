package dev.leeway.signals.event;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a span's payload and attributes say beyond an event's own fields, as named numbers and short
 * texts. Each name belongs to one {@code FactReader}, which says unit and meaning; they are read
 * once, where the payload is, and stored with the span, so that a run rebuilt from storage is the
 * same.
 *
 * @param numbers finite numbers by name
 * @param texts texts by name, none of them empty
 */
public record Facts(Map<String, Double> numbers, Map<String, String> texts) {
  public static final Facts NONE = new Facts(Map.of(), Map.of());

  /** Longer texts are cut: facts are for comparing, payload is kept elsewhere. */
  public static final int TEXT_LENGTH_MAX = 1_024;

  /** Of one span, numbers and texts each; what is beyond is not kept. */
  public static final int FACTS_MAX = 64;

  public Facts {
    numbers = Map.copyOf(numbers);
    texts = Map.copyOf(texts);
  }

  public OptionalDouble number(String name) {
    Double number = numbers.get(name);
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  /** Empty where it is absent. */
  public String text(String name) {
    return texts.getOrDefault(name, "");
  }

  public boolean isEmpty() {
    return numbers.isEmpty() && texts.isEmpty();
  }

  /** These, and of others those that are not among these. */
  public Facts orElse(Facts others) {
    if (others.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return others;
    }
    Map<String, Double> bothNumbers = new TreeMap<>(others.numbers);
    bothNumbers.putAll(numbers);
    Map<String, String> bothTexts = new TreeMap<>(others.texts);
    bothTexts.putAll(texts);
    return new Facts(bothNumbers, bothTexts);
  }
}
