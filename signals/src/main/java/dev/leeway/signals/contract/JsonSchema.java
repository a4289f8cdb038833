package dev.leeway.signals.contract;

import dev.leeway.signals.json.JsonTree;
import dev.leeway.signals.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON Schema, as far as models are given them: types, required and further fields, items, enums
 * and constants, ranges, lengths, {@code anyOf}, {@code oneOf}, {@code allOf}, references within
 * the document, and OpenAPI's {@code nullable}.
 *
 * <p>Sound and not complete: what it calls broken is broken by every validator; {@code pattern},
 * {@code format}, {@code not}, conditions and references elsewhere are passed over, because a
 * stranger's regular expression is no work for a stream, and a fetched document none for a decoder.
 * {@link #passedOver} names them. Immutable.
 */
public final class JsonSchema {
  private static final int PROBLEMS_MAX = 4;

  private final JsonValue root;

  private JsonSchema(JsonValue root) {
    this.root = root;
  }

  /** Empty where it is no object or truth value. */
  public static Optional<JsonSchema> of(JsonValue schema) {
    return schema instanceof JsonValue.Members || schema instanceof JsonValue.Truth
        ? Optional.of(new JsonSchema(schema))
        : Optional.empty();
  }

  public static Optional<JsonSchema> parse(String schema) {
    return JsonTree.parse(schema).flatMap(JsonSchema::of);
  }

  /**
   * What is broken, in words without values, such as {@code price: expected number, came text}; at
   * most {@value #PROBLEMS_MAX}, and none where it holds.
   */
  public List<String> problemsOf(JsonValue value) {
    SchemaCheck check = new SchemaCheck(root, PROBLEMS_MAX);
    check.check(root, value, "");
    return check.problems();
  }

  /** Keywords that it has and that are not judged, sorted. */
  public List<String> passedOver() {
    List<String> found = new ArrayList<>();
    collect(root, found, 0);
    return found.stream().distinct().sorted().toList();
  }

  private static void collect(JsonValue schema, List<String> found, int depth) {
    if (depth > JsonTree.DEPTH_MAX || !(schema instanceof JsonValue.Members members)) {
      return;
    }
    members
        .values()
        .forEach((keyword, value) -> {
          switch (keyword) {
            case "properties", "$defs", "definitions" -> {
              if (value instanceof JsonValue.Members named) {
                named.values().values().forEach(inner -> collect(inner, found, depth + 1));
              }
            }
            case "anyOf", "oneOf", "allOf", "prefixItems" -> {
              if (value instanceof JsonValue.Items inner) {
                inner.values().forEach(one -> collect(one, found, depth + 1));
              }
            }
            case "items", "additionalProperties" -> collect(value, found, depth + 1);
            default -> {
              if (!SchemaCheck.KEYWORDS.contains(keyword)) {
                found.add(keyword);
              }
            }
          }
        });
  }

  /** A member of an object, where it is one and has it. */
  static Optional<JsonValue> member(JsonValue value, String name) {
    return value instanceof JsonValue.Members members
        ? Optional.ofNullable(members.values().get(name))
        : Optional.empty();
  }

  /** What a pointer such as {@code #/$defs/item} points to in a document. */
  static Optional<JsonValue> pointed(JsonValue document, String pointer) {
    if (!pointer.startsWith("#")) {
      return Optional.empty();
    }
    JsonValue at = document;
    for (String step : pointer.substring(1).split("/", -1)) {
      if (!step.isEmpty()) {
        Optional<JsonValue> next = member(at, step.replace("~1", "/").replace("~0", "~"));
        if (next.isEmpty()) {
          return Optional.empty();
        }
        at = next.get();
      }
    }
    return Optional.of(at);
  }

  /** The text of a member, empty where there is none. */
  static String text(JsonValue value, String name) {
    return member(value, name).orElse(null) instanceof JsonValue.Text text ? text.value() : "";
  }

  static Map<String, JsonValue> members(JsonValue value, String name) {
    return member(value, name).orElse(null) instanceof JsonValue.Members members
        ? members.values()
        : Map.of();
  }

  static List<JsonValue> items(JsonValue value, String name) {
    return member(value, name).orElse(null) instanceof JsonValue.Items items
        ? items.values()
        : List.of();
  }
}
