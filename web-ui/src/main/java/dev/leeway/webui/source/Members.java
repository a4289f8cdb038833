package dev.leeway.webui.source;

import dev.leeway.signals.source.SourceTime;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Members of JSON objects that strangers sent, and what is said when one is not as it must be. */
final class Members {
  private static final int SHOWN_MAX = 80;

  private Members() {}

  /** The member's text; empty when it is absent or no text. */
  static String text(JsonNode object, String name) {
    return object.path(name).asString("");
  }

  static String needText(String where, JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw new IllegalArgumentException(
          "%s: expected text as %s, came %s".formatted(where, name, shown(value)));
    }
    return value.stringValue();
  }

  static Instant needTime(String where, JsonNode object, String name) {
    JsonNode value = object.path(name);
    Long millis = value.isString() ? SourceTime.millisOf(value.stringValue()) : null;
    if (millis == null) {
      throw new IllegalArgumentException(
          "%s: expected a time such as 2026-03-01T14:20:00Z as %s, came %s"
              .formatted(where, name, shown(value)));
    }
    return Instant.ofEpochMilli(millis);
  }

  /** A count as text; empty when it is absent or none. */
  static String count(JsonNode object, String name) {
    JsonNode value = object.path(name);
    boolean count = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
    return count ? Long.toString(value.longValue()) : "";
  }

  static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }
}
