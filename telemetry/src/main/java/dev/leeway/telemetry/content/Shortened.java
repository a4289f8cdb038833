package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cuts payload text to a limit and leaves JSON valid: long strings inside are cut first, so that
 * each message keeps its beginning; when that is not enough, the text is cut plainly and quoted.
 */
final class Shortened {
  private static final int[] STRING_LENGTHS = {16_384, 4_096, 1_024, 128};
  private static final int UTF8_BYTES_MAX = 3;

  private Shortened() {}

  static String to(String text, int bytesMax) {
    Optional<JsonNode> node = Json.container(text);
    if (node.isPresent()) {
      for (int length : STRING_LENGTHS) {
        String shorter = Json.write(cut(node.get(), length));
        if (bytesOf(shorter) <= bytesMax) {
          return shorter;
        }
      }
    }
    String start = start(text, bytesMax / (2 * UTF8_BYTES_MAX));
    return node.isPresent() ? Json.write(Json.NODES.textNode(start)) : start;
  }

  private static JsonNode cut(JsonNode node, int length) {
    if (node.isTextual() && node.textValue().length() > length) {
      String text = node.textValue();
      return Json.NODES.textNode(
          start(text, length) + "… [" + (text.length() - length) + " more characters]");
    }
    if (node.isArray()) {
      ArrayNode array = Json.NODES.arrayNode(node.size());
      node.forEach(item -> array.add(cut(item, length)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = Json.NODES.objectNode();
      node.properties().forEach(field -> object.set(field.getKey(), cut(field.getValue(), length)));
      return object;
    }
    return node;
  }

  private static String start(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  private static int bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
