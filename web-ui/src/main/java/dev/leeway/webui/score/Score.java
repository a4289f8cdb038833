package dev.leeway.webui.score;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One evaluation as the API took it, in the attributes that every carrier has for it.
 *
 * @param id by which the same told again is known
 * @param traceId 32 hexadecimal digits; empty where no trace is named
 * @param spanId 16 hexadecimal digits of the run, where the trace has several; else empty
 */
public record Score(
    String id, Instant at, String traceId, String spanId, Map<String, String> attributes) {
  public Score {
    attributes = Map.copyOf(attributes);
  }

  /** Gathers attributes; those without a value are left out. Not thread-safe. */
  static final class Builder {
    private final Map<String, String> attributes = new TreeMap<>();

    Builder with(String name, String value) {
      if (!value.isBlank()) {
        attributes.put(name, value.strip());
      }
      return this;
    }

    Map<String, String> attributes() {
      return attributes;
    }
  }
}
