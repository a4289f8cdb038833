package dev.leeway.signals.contract;

import dev.leeway.signals.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds one value against one schema, in a bounded number of steps: schemas may refer to
 * themselves, and what is not reached is not called broken. Not thread-safe.
 */
final class SchemaCheck {
  /** What is judged, and what says nothing about values. */
  static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "enum",
          "const",
          "required",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "nullable",
          "$ref",
          "title",
          "description",
          "default",
          "examples",
          "example",
          "$schema",
          "$id",
          "$comment",
          "strict",
          "deprecated",
          "readOnly",
          "writeOnly");

  private static final int STEPS_MAX = 20_000;
  private static final int LIST_ITEMS_MAX = 1_000;

  /** Deeper than any value: only a schema that refers to itself goes so far. */
  private static final int DEPTH_MAX = 200;

  private final JsonValue document;
  private final int problemsMax;
  private final List<String> problems = new ArrayList<>();
  private int steps;
  private int depth;

  SchemaCheck(JsonValue document, int problemsMax) {
    this.document = document;
    this.problemsMax = problemsMax;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  void check(JsonValue schema, JsonValue value, String path) {
    if (++steps <= STEPS_MAX && depth < DEPTH_MAX && problems.size() < problemsMax) {
      depth++;
      checkHere(schema, value, path);
      depth--;
    }
  }

  private void checkHere(JsonValue schema, JsonValue value, String path) {
    if (schema instanceof JsonValue.Truth truth) {
      require(truth.value(), path, "expected nothing, came " + nameOf(value));
    }
    if (!(schema instanceof JsonValue.Members)) {
      return;
    }
    String reference = JsonSchema.text(schema, "$ref");
    if (!reference.isEmpty()) {
      // What stands beside a reference counts in newer drafts only.
      JsonSchema.pointed(document, reference).ifPresent(target -> check(target, value, path));
      return;
    }
    if (allowsNull(schema) && value instanceof JsonValue.Null) {
      return;
    }
    if (!hasType(schema, value)) {
      add(path, "expected " + typesOf(schema) + ", came " + nameOf(value));
      return;
    }
    checkChoices(schema, value, path);
    switch (value) {
      case JsonValue.Members members -> checkMembers(schema, members.values(), path);
      case JsonValue.Items items -> checkItems(schema, items.values(), path);
      case JsonValue.Numeric number -> checkNumber(schema, number.value(), path);
      case JsonValue.Text text -> checkText(schema, text.value(), path);
      case JsonValue.Truth truth -> {}
      case JsonValue.Null none -> {}
    }
  }

  private void checkChoices(JsonValue schema, JsonValue value, String path) {
    List<JsonValue> allowed = JsonSchema.items(schema, "enum");
    if (!allowed.isEmpty()) {
      require(
          allowed.contains(value), path, "expected one of " + allowed.size() + ", came another");
    }
    JsonSchema.member(schema, "const")
        .ifPresent(constant -> require(constant.equals(value), path, "expected its constant"));
    JsonSchema.items(schema, "allOf").forEach(one -> check(one, value, path));
    long any = holding(JsonSchema.items(schema, "anyOf"), value);
    require(any != 0, path, "expected one of its alternatives, came none");
    long one = holding(JsonSchema.items(schema, "oneOf"), value);
    // Two that hold may be told apart by a keyword that is passed over.
    require(one != 0, path, "expected one of its alternatives, came none");
  }

  /** How many of them hold; -1 where there are none. */
  private long holding(List<JsonValue> schemas, JsonValue value) {
    if (schemas.isEmpty()) {
      return -1;
    }
    long holding = 0;
    for (JsonValue schema : schemas) {
      SchemaCheck inner = new SchemaCheck(document, 1);
      inner.steps = steps;
      inner.depth = depth;
      inner.check(schema, value, "");
      steps = inner.steps;
      holding += inner.problems.isEmpty() ? 1 : 0;
    }
    return holding;
  }

  private void checkMembers(JsonValue schema, Map<String, JsonValue> members, String path) {
    for (JsonValue required : JsonSchema.items(schema, "required")) {
      if (required instanceof JsonValue.Text name) {
        require(members.containsKey(name.value()), within(path, name.value()), "missing");
      }
    }
    Map<String, JsonValue> known = JsonSchema.members(schema, "properties");
    Optional<JsonValue> further = JsonSchema.member(schema, "additionalProperties");
    boolean patterns = JsonSchema.member(schema, "patternProperties").isPresent();
    members.forEach((name, value) -> {
      JsonValue property = known.get(name);
      if (property != null) {
        check(property, value, within(path, name));
      } else if (further.isPresent() && !patterns) {
        if (further.get() instanceof JsonValue.Truth truth) {
          require(truth.value(), within(path, name), "not among its fields");
        } else {
          check(further.get(), value, within(path, name));
        }
      }
    });
  }

  private void checkItems(JsonValue schema, List<JsonValue> items, String path) {
    atLeast(schema, "minItems", items.size(), path, "items");
    atMost(schema, "maxItems", items.size(), path, "items");
    // With a tuple before it, or of the old kind, items says something else.
    boolean tuple = JsonSchema.member(schema, "prefixItems").isPresent();
    JsonSchema.member(schema, "items")
        .filter(item -> !tuple && !(item instanceof JsonValue.Items))
        .ifPresent(item ->
            items.stream().limit(LIST_ITEMS_MAX).forEach(value -> check(item, value, path + "[]")));
  }

  private void checkNumber(JsonValue schema, double value, String path) {
    atLeast(schema, "minimum", value, path, "");
    atMost(schema, "maximum", value, path, "");
    number(schema, "exclusiveMinimum")
        .ifPresent(limit -> require(value > limit, path, "expected above " + plain(limit)));
    number(schema, "exclusiveMaximum")
        .ifPresent(limit -> require(value < limit, path, "expected below " + plain(limit)));
  }

  private void checkText(JsonValue schema, String value, String path) {
    int length = value.codePointCount(0, value.length());
    atLeast(schema, "minLength", length, path, "characters");
    atMost(schema, "maxLength", length, path, "characters");
  }

  private void atLeast(JsonValue schema, String keyword, double value, String path, String unit) {
    number(schema, keyword)
        .ifPresent(limit ->
            require(
                value >= limit, path, ("expected at least " + plain(limit) + " " + unit).strip()));
  }

  private void atMost(JsonValue schema, String keyword, double value, String path, String unit) {
    number(schema, keyword)
        .ifPresent(limit ->
            require(
                value <= limit, path, ("expected at most " + plain(limit) + " " + unit).strip()));
  }

  private static Optional<Double> number(JsonValue schema, String keyword) {
    return JsonSchema.member(schema, keyword)
        .flatMap(limit ->
            limit instanceof JsonValue.Numeric number
                ? Optional.of(number.value())
                : Optional.empty());
  }

  private static boolean allowsNull(JsonValue schema) {
    return JsonSchema.member(schema, "nullable")
        .filter(new JsonValue.Truth(true)::equals)
        .isPresent();
  }

  private static boolean hasType(JsonValue schema, JsonValue value) {
    return switch (JsonSchema.member(schema, "type").orElse(new JsonValue.Null())) {
      case JsonValue.Text one -> is(one.value(), value);
      case JsonValue.Items several ->
          several.values().stream()
              .anyMatch(one -> !(one instanceof JsonValue.Text type) || is(type.value(), value));
      case JsonValue other -> true;
    };
  }

  /** Gemini writes types in capitals. A type that nobody knows says nothing. */
  private static boolean is(String type, JsonValue value) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "object" -> value instanceof JsonValue.Members;
      case "array" -> value instanceof JsonValue.Items;
      case "string" -> value instanceof JsonValue.Text;
      case "number" -> value instanceof JsonValue.Numeric;
      case "integer" -> value instanceof JsonValue.Numeric number && number.whole();
      case "boolean" -> value instanceof JsonValue.Truth;
      case "null" -> value instanceof JsonValue.Null;
      default -> true;
    };
  }

  private static String typesOf(JsonValue schema) {
    return switch (JsonSchema.member(schema, "type").orElse(new JsonValue.Null())) {
      case JsonValue.Text one -> one.value();
      case JsonValue.Items several ->
          String.join(
              " or ",
              several.values().stream()
                  .map(one -> one instanceof JsonValue.Text type ? type.value() : "anything")
                  .toList());
      case JsonValue other -> "anything";
    };
  }

  private static String nameOf(JsonValue value) {
    return switch (value) {
      case JsonValue.Members members -> "object";
      case JsonValue.Items items -> "array";
      case JsonValue.Text text -> "string";
      case JsonValue.Numeric number -> number.whole() ? "a whole number" : "number";
      case JsonValue.Truth truth -> "boolean";
      case JsonValue.Null none -> "null";
    };
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String within(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void require(boolean holds, String path, String problem) {
    if (!holds) {
      add(path, problem);
    }
  }

  private void add(String path, String problem) {
    String told = (path.isEmpty() ? "the whole" : path) + ": " + problem;
    if (problems.size() < problemsMax && !problems.contains(told)) {
      problems.add(told);
    }
  }
}
