package dev.leeway.telemetry.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/** Reads and writes JSON that strangers sent, within bounds on depth and numbers. */
final class Json {
  static final int DEPTH_MAX = 64;

  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final int NUMBER_LENGTH_MAX = 100;
  private static final int TEXT_LENGTH_MAX = 16 * 1_024 * 1_024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_LENGTH_MAX)
                          .maxStringLength(TEXT_LENGTH_MAX)
                          .build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(4 * DEPTH_MAX).build())
                  // Keys are data: interning them would let strangers fill a table of the JVM.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  /** An array or object; empty for anything else. A string that holds one is unwrapped once. */
  static Optional<JsonNode> container(String text) {
    Optional<JsonNode> node = any(text);
    if (node.isPresent() && node.get().isTextual()) {
      node = any(node.get().textValue());
    }
    return node.filter(JsonNode::isContainerNode);
  }

  /** Any JSON value that starts like an array, object or string; empty for all other text. */
  private static Optional<JsonNode> any(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || "[{\"".indexOf(trimmed.charAt(0)) < 0) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(MAPPER.readTree(trimmed));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree within its bounds can be written", e);
    }
  }

  /** The tree where text is JSON, else the text as a JSON string. */
  static JsonNode valueOf(String text) {
    return container(text).orElseGet(() -> NODES.textNode(text));
  }
}
