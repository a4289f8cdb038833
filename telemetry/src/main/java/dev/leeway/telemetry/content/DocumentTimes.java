package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.signals.source.SourceTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How old the documents of a retrieval are, by what their metadata says.
 *
 * @param dated how many of the documents say when they are of
 */
public record DocumentTimes(int dated, @Nullable Long newestMillis, @Nullable Long oldestMillis) {
  public static final DocumentTimes NONE = new DocumentTimes(0, null, null);

  /** Of several, the first one that holds a time. */
  private static final List<String> KEYS =
      List.of("as_of", "updated_at", "last_modified", "published_at", "timestamp");

  private static final List<String> METADATA = List.of("metadata", "meta", "attributes");
  private static final int DOCUMENTS_MAX = 1_000;

  /** Reads a JSON array of documents, or an object that holds one. */
  public static DocumentTimes of(String json) {
    // Parsing costs far more than looking, and most documents have no date.
    if (KEYS.stream().noneMatch(json::contains)) {
      return NONE;
    }
    return Json.container(json).map(DocumentTimes::of).orElse(NONE);
  }

  private static DocumentTimes of(JsonNode root) {
    DocumentTimes times = NONE;
    int read = 0;
    for (JsonNode document : documentsOf(root)) {
      if (read++ >= DOCUMENTS_MAX) {
        break;
      }
      Long millis = millisOf(document);
      times = millis == null ? times : times.and(millis);
    }
    return times;
  }

  private static JsonNode documentsOf(JsonNode root) {
    if (root.isObject()) {
      for (JsonNode inside : root) {
        if (inside.isArray()) {
          return inside;
        }
      }
      return Json.NODES.arrayNode().add(root);
    }
    return root;
  }

  private static @Nullable Long millisOf(JsonNode document) {
    for (String name : METADATA) {
      JsonNode metadata = document.path(name);
      Long millis = timeIn(metadata.isTextual() ? Json.valueOf(metadata.textValue()) : metadata);
      if (millis != null) {
        return millis;
      }
    }
    return timeIn(document);
  }

  private static @Nullable Long timeIn(JsonNode node) {
    for (String key : KEYS) {
      JsonNode value = node.path(key);
      Long millis = value.isValueNode() ? SourceTime.millisOf(value.asText()) : null;
      if (millis != null) {
        return millis;
      }
    }
    return null;
  }

  private DocumentTimes and(long millis) {
    return new DocumentTimes(
        dated + 1,
        newestMillis == null ? millis : Long.max(newestMillis, millis),
        oldestMillis == null ? millis : Long.min(oldestMillis, millis));
  }
}
