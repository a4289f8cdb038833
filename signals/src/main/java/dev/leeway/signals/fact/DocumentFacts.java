package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.json.JsonTree;
import dev.leeway.signals.json.JsonValue;
import dev.leeway.signals.source.SourceTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the documents of a retrieval say of themselves: {@value #TOP_SCORE}, the best of their
 * scores, and {@value #NEWEST_AGE}, how old the newest of them was when the retrieval began. Both
 * are in the document or in its metadata. Distances, of which the least is best, are no scores.
 */
public final class DocumentFacts implements FactReader {
  public static final String TOP_SCORE = "documents.top_score";

  /** Seconds, of the newest document that says when it is of. */
  public static final String NEWEST_AGE = "documents.newest_age_s";

  private static final List<String> SCORES =
      List.of("score", "relevance_score", "relevanceScore", "similarity", "similarity_score");
  private static final List<String> TIMES =
      List.of("as_of", "updated_at", "last_modified", "published_at", "timestamp");
  private static final List<String> METADATA = List.of("metadata", "meta", "attributes");
  private static final int DOCUMENTS_MAX = 1_000;
  private static final long AHEAD_MILLIS_MAX = 300_000;

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    for (Content content : contents) {
      // Reading costs far more than looking, and most documents have neither.
      if (content.ref().role() == ContentRole.DOCUMENTS && saysSomething(content.text())) {
        JsonTree.parse(content.text()).ifPresent(json -> read(documentsOf(json), span, out));
      }
    }
  }

  private static void read(List<JsonValue> documents, AgentEvent span, FactSink out) {
    double best = Double.NaN;
    long newest = Long.MIN_VALUE;
    for (JsonValue document : documents.subList(0, Math.min(DOCUMENTS_MAX, documents.size()))) {
      for (Map<String, JsonValue> place : placesOf(document)) {
        double score = scoreIn(place);
        best = Double.isNaN(best) ? score : Double.isNaN(score) ? best : Math.max(best, score);
        Long time = timeIn(place);
        newest = time == null ? newest : Math.max(newest, time);
      }
    }
    out.number(TOP_SCORE, best);
    // A document of the future would make all the others look fresh.
    if (newest != Long.MIN_VALUE && newest <= span.startMillis() + AHEAD_MILLIS_MAX) {
      out.number(NEWEST_AGE, Math.max(0, span.startMillis() - newest) / 1_000.0);
    }
  }

  private static boolean saysSomething(String text) {
    return SCORES.stream().anyMatch(text::contains) || TIMES.stream().anyMatch(text::contains);
  }

  /** An array of documents, an object that holds one, or one document. */
  private static List<JsonValue> documentsOf(JsonValue json) {
    return switch (json) {
      case JsonValue.Items items -> items.values();
      case JsonValue.Members members ->
          members.values().values().stream()
              .filter(JsonValue.Items.class::isInstance)
              .map(value -> ((JsonValue.Items) value).values())
              .findFirst()
              .orElse(List.of(members));
      case JsonValue.Text text -> List.of();
      case JsonValue.Numeric number -> List.of();
      case JsonValue.Truth truth -> List.of();
      case JsonValue.Null nothing -> List.of();
    };
  }

  /** The document's own members and those of its metadata, which may be JSON in a text. */
  private static List<Map<String, JsonValue>> placesOf(JsonValue document) {
    if (!(document instanceof JsonValue.Members members)) {
      return List.of();
    }
    for (String name : METADATA) {
      JsonValue metadata = members.values().get(name);
      if (metadata instanceof JsonValue.Text text) {
        metadata = JsonTree.parse(text.value()).orElse(metadata);
      }
      if (metadata instanceof JsonValue.Members further) {
        return List.of(members.values(), further.values());
      }
    }
    return List.of(members.values());
  }

  private static double scoreIn(Map<String, JsonValue> members) {
    for (String name : SCORES) {
      if (members.get(name) instanceof JsonValue.Numeric score) {
        return score.value();
      }
    }
    return Double.NaN;
  }

  private static @Nullable Long timeIn(Map<String, JsonValue> members) {
    for (String name : TIMES) {
      Long millis =
          switch (members.get(name)) {
            case JsonValue.Text text -> SourceTime.millisOf(text.value());
            case JsonValue.Numeric number -> SourceTime.millisOf(number.value());
            case null, default -> null;
          };
      if (millis != null) {
        return millis;
      }
    }
    return null;
  }
}
