package dev.leeway.webui.source;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pipeline told of one data source, in the attributes that every carrier is translated into.
 */
public record SourceEvent(Instant at, Map<String, String> attributes) {
  private static final int TEXT_LENGTH_MAX = 1_024;

  public SourceEvent {
    attributes = Map.copyOf(attributes);
  }

  /** Gathers attributes; those without a value are left out. Not thread-safe. */
  static final class Builder {
    private final Map<String, String> attributes = new TreeMap<>();

    Builder with(String name, String value) {
      if (!value.isBlank()) {
        int end = Math.min(value.length(), TEXT_LENGTH_MAX);
        attributes.put("data_source." + name, value.substring(0, end));
      }
      return this;
    }

    SourceEvent at(Instant at) {
      return new SourceEvent(at, attributes);
    }
  }
}
