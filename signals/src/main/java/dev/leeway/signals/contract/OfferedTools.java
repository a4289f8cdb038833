package dev.leeway.signals.contract;

import dev.leeway.signals.json.JsonTree;
import dev.leeway.signals.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools that a model was offered, with the schemas of their arguments, in the spellings of
 * OpenTelemetry, OpenAI, Anthropic, Gemini and MCP, or as names alone. Immutable.
 */
public final class OfferedTools {
  private static final OfferedTools UNKNOWN = new OfferedTools(Map.of(), false);
  private static final List<String> SCHEMA_NAMES =
      List.of("parameters", "input_schema", "inputSchema", "parametersJsonSchema", "args_schema");

  private final Map<String, Optional<JsonSchema>> schemas;

  /** Whether each of them has a name: the provider's own tools may go by another one. */
  private final boolean allNamed;

  private OfferedTools(Map<String, Optional<JsonSchema>> schemas, boolean allNamed) {
    this.schemas = Map.copyOf(schemas);
    this.allNamed = allNamed;
  }

  /** None are known where the text is not understood. */
  public static OfferedTools parse(String definitions) {
    if (!(JsonTree.parse(definitions).orElse(null) instanceof JsonValue.Items items)) {
      return UNKNOWN;
    }
    Map<String, Optional<JsonSchema>> schemas = new HashMap<>();
    boolean allNamed = true;
    for (JsonValue item : items.values()) {
      List<JsonValue> grouped = groupOf(item);
      for (JsonValue tool : grouped.isEmpty() ? List.of(item) : grouped) {
        String name = nameOf(tool);
        allNamed &= !name.isEmpty();
        schemas.put(name, schemaOf(tool));
      }
    }
    schemas.remove("");
    return new OfferedTools(schemas, allNamed);
  }

  /** Whether anything can be said of a call. */
  public boolean known() {
    return !schemas.isEmpty();
  }

  /**
   * What is wrong with a call, in words without values; empty where nothing is, or where it can't
   * be told.
   *
   * @param arguments as JSON; empty for none
   */
  public Optional<String> problemOf(String tool, String arguments) {
    Optional<JsonSchema> schema = schemas.get(tool);
    if (schema == null) {
      return allNamed && !tool.isEmpty()
          ? Optional.of("a tool that was not offered")
          : Optional.empty();
    }
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    Optional<JsonValue> value = JsonTree.parse(arguments.isBlank() ? "{}" : arguments);
    if (value.isEmpty()) {
      return Optional.of("arguments are not JSON");
    }
    return schema.get().problemsOf(value.get()).stream().findFirst();
  }

  private static List<JsonValue> groupOf(JsonValue item) {
    List<JsonValue> grouped = JsonSchema.items(item, "functionDeclarations");
    return grouped.isEmpty() ? JsonSchema.items(item, "function_declarations") : grouped;
  }

  private static String nameOf(JsonValue tool) {
    if (tool instanceof JsonValue.Text name) {
      return name.value();
    }
    String own = JsonSchema.text(tool, "name");
    return own.isEmpty()
        ? JsonSchema.member(tool, "function")
            .map(function -> JsonSchema.text(function, "name"))
            .orElse("")
        : own;
  }

  private static Optional<JsonSchema> schemaOf(JsonValue tool) {
    JsonValue holder = JsonSchema.member(tool, "function").orElse(tool);
    for (String name : SCHEMA_NAMES) {
      Optional<JsonValue> schema = JsonSchema.member(holder, name);
      if (schema.isPresent()) {
        // Some emitters write the schema as text.
        return schema.get() instanceof JsonValue.Text text
            ? JsonSchema.parse(text.value())
            : JsonSchema.of(schema.get());
      }
    }
    return Optional.empty();
  }
}
