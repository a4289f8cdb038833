package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.TreeMap;

/**
 * One text for all spellings of the same JSON value: keys sorted, no blanks, numbers without
 * trailing zeros. What is no JSON array or object is its own text, stripped.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  public static String of(String text) {
    String plain = PlainJson.canonical(text);
    return plain == null ? ofTree(text) : plain;
  }

  /** The same, over a tree: what the shorter way must agree with. */
  static String ofTree(String text) {
    return Json.container(text).map(CanonicalJson::sorted).map(Json::write).orElseGet(text::strip);
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
      ObjectNode object = Json.NODES.objectNode();
      fields.forEach(object::set);
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = Json.NODES.arrayNode(node.size());
      node.forEach(item -> array.add(sorted(item)));
      return array;
    }
    return node.isNumber() && !node.isIntegralNumber() ? plain(node) : node;
  }

  private static JsonNode plain(JsonNode node) {
    BigDecimal number = node.decimalValue().stripTrailingZeros();
    // 1.0 and 1 are one value; a scale far out would spell a number of as many digits.
    boolean whole = number.scale() <= 0 && number.scale() > -20;
    return whole ? Json.NODES.numberNode(number.toBigInteger()) : Json.NODES.numberNode(number);
  }
}
