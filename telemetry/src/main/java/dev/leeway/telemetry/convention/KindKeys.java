package dev.leeway.telemetry.convention;

import dev.leeway.signals.event.EventKind;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the values of one key say about a span's kind.
 *
 * @param values lower-case values; one that starts with {@code *} matches the end of a value
 * @param atRoot what a value means on a root span, where that differs
 */
public record KindKeys(
    String key,
    Precedence precedence,
    Map<String, EventKind> values,
    Map<String, EventKind> atRoot) {
  public KindKeys {
    values = Map.copyOf(values);
    atRoot = Map.copyOf(atRoot);
  }

  /** The kind, or null when this dialect doesn't know the value. */
  public @Nullable EventKind kindOf(String raw, boolean root) {
    String value = Coercion.unquoted(raw).toLowerCase(Locale.ROOT);
    EventKind kind = root ? atRoot.getOrDefault(value, values.get(value)) : values.get(value);
    if (kind != null) {
      return kind;
    }
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("*"))
        .filter(entry -> value.endsWith(entry.getKey().substring(1)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
