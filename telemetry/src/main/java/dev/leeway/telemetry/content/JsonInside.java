package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** A JSON value of an attribute, to take single values out of it. Immutable. */
public final class JsonInside {
  private static final int STEPS_MAX = 16;

  private final Optional<JsonNode> root;

  private JsonInside(Optional<JsonNode> root) {
    this.root = root;
  }

  /** Text that is no JSON array or object has nothing inside. */
  public static JsonInside of(String text) {
    return new JsonInside(Json.container(text));
  }

  /**
   * What is at a path of names and array indexes joined by dots: a scalar as its text, an array or
   * object as JSON, empty when there is nothing. A last name {@code *part*} is the sum of the
   * numbers whose names contain the part.
   */
  public String at(String path) {
    JsonNode node = root.orElse(null);
    for (String step : path.split("\\.", STEPS_MAX)) {
      if (node == null) {
        return "";
      }
      if (step.startsWith("*")) {
        return sumOf(node, step);
      }
      node = node.isArray() ? node.get(indexOf(step)) : node.get(step);
    }
    if (node == null || node.isNull()) {
      return "";
    }
    return node.isContainerNode() ? Json.write(node) : node.asText();
  }

  private static String sumOf(JsonNode node, String pattern) {
    String part = pattern.replace("*", "");
    double sum = 0;
    boolean any = false;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getValue().isNumber() && field.getKey().contains(part)) {
        sum += field.getValue().doubleValue();
        any = true;
      }
    }
    return any ? Double.toString(sum) : "";
  }

  private static int indexOf(String step) {
    boolean index =
        !step.isEmpty() && step.length() < 5 && step.chars().allMatch(c -> c >= '0' && c <= '9');
    return index ? Integer.parseInt(step) : -1;
  }
}
