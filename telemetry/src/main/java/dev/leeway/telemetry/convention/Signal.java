package dev.leeway.telemetry.convention;

/**
 * A sign that a span speaks a dialect.
 *
 * @param value what the value of a key has to begin with; empty where any will do
 * @param confidence from 0 to 1: how far this sign alone is believed
 */
public record Signal(Place place, String text, String value, double confidence) {
  /** Where the sign is looked for. */
  public enum Place {
    KEY,
    KEY_PREFIX,
    KEY_IN_SCOPE,
    SCOPE,
    SCOPE_PREFIX,
    SCHEMA_URL,
    SPAN_NAME_PREFIX,
    EVENT_NAME
  }

  public Signal {
    if (!(confidence > 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be in (0, 1]: " + confidence);
    }
  }

  static Signal key(String key, double confidence) {
    return new Signal(Place.KEY, key, "", confidence);
  }

  static Signal keyValue(String key, String valuePrefix, double confidence) {
    return new Signal(Place.KEY, key, valuePrefix, confidence);
  }

  static Signal keyPrefix(String prefix, double confidence) {
    return new Signal(Place.KEY_PREFIX, prefix, "", confidence);
  }

  /** A key that is a sign only where the dialect's scope was seen, which alone is none. */
  static Signal keyInScope(String key, double confidence) {
    return new Signal(Place.KEY_IN_SCOPE, key, "", confidence);
  }

  static Signal scopeNamed(String name, double confidence) {
    return new Signal(Place.SCOPE, name, "", confidence);
  }

  static Signal scope(String prefix, double confidence) {
    return new Signal(Place.SCOPE_PREFIX, prefix, "", confidence);
  }

  static Signal spanName(String prefix, double confidence) {
    return new Signal(Place.SPAN_NAME_PREFIX, prefix, "", confidence);
  }

  /** Never trusted alone (a Collector rewrites it): give it little confidence. */
  static Signal schema(String part, double confidence) {
    return new Signal(Place.SCHEMA_URL, part, "", confidence);
  }

  static Signal event(String name, double confidence) {
    return new Signal(Place.EVENT_NAME, name, "", confidence);
  }
}
