package dev.leeway.telemetry.convention;

import dev.leeway.signals.event.EventKind;
import dev.leeway.telemetry.convention.FieldKeys.Reach;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the values of one key say about a span's kind.
 *
 * @param key the key, or {@link #SPAN_NAME}
 * @param values lower-case values; one that starts with {@code *} matches the end of a value, one
 *     that ends with it the beginning; of several the longest counts
 * @param atRoot what a value means on a root span, where that differs
 */
public record KindKeys(
    String key,
    Precedence precedence,
    Reach reach,
    Map<String, EventKind> values,
    Map<String, EventKind> atRoot) {
  /** Stands for the span's name, which some dialects name the kind in. */
  public static final String SPAN_NAME = "(span name)";

  public KindKeys {
    values = Map.copyOf(values);
    atRoot = Map.copyOf(atRoot);
  }

  /** Believed on any span. */
  public KindKeys(
      String key,
      Precedence precedence,
      Map<String, EventKind> values,
      Map<String, EventKind> atRoot) {
    this(key, precedence, Reach.ANY_SPAN, values, atRoot);
  }

  static KindKeys own(String key, Precedence precedence, Map<String, EventKind> values) {
    return new KindKeys(key, precedence, Reach.OWN_SPANS, values, Map.of());
  }

  /** The kind, or null when this dialect doesn't know the value. */
  public @Nullable EventKind kindOf(String raw, boolean root) {
    String value = Coercion.unquoted(raw).toLowerCase(Locale.ROOT);
    EventKind kind = root ? atRoot.getOrDefault(value, values.get(value)) : values.get(value);
    if (kind != null) {
      return kind;
    }
    return values.entrySet().stream()
        .filter(entry -> matches(entry.getKey(), value))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  private static boolean matches(String pattern, String value) {
    return (pattern.startsWith("*") && value.endsWith(pattern.substring(1)))
        || (pattern.endsWith("*") && value.startsWith(pattern.substring(0, pattern.length() - 1)));
  }
}
