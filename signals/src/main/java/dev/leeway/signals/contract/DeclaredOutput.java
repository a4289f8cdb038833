package dev.leeway.signals.contract;

import dev.leeway.signals.json.JsonTree;
import dev.leeway.signals.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request to a model declared of its answer, and how an answer breaks that.
 *
 * @param json whether JSON was asked for
 * @param schema what it must fulfil, where one was sent along
 */
public record DeclaredOutput(boolean json, Optional<JsonSchema> schema) {
  public static final DeclaredOutput NOTHING = new DeclaredOutput(false, Optional.empty());

  /** Attributes whose whole value is a schema. */
  private static final List<String> SCHEMAS =
      List.of("gen_ai.request.structured_output_schema", "llm.request.structured_output_schema");

  /** Attributes with a response format: its name, or an object with type and schema. */
  private static final List<String> FORMATS =
      List.of(
          "gen_ai.output.type",
          "gen_ai.openai.request.response_format",
          "openai.request.response_format",
          "gen_ai.request.response_format");

  /** Attributes with all parameters of the request as JSON. */
  private static final List<String> PARAMETERS =
      List.of("llm.invocation_parameters", "model_request_parameters");

  /** The Vercel AI SDK, which also writes what kind of output the schema is of. */
  private static final String AI_SCHEMA = "ai.schema";

  private static final String AI_OUTPUT = "ai.settings.output";

  /** A schema that is sent as a field's value, in the parameters of one API or another. */
  private static final List<String> FIELDS =
      List.of(
          "response_format",
          "text_format",
          "output_format",
          "output_config",
          "output_object",
          "json_schema",
          "response_schema",
          "responseSchema",
          "response_json_schema",
          "generation_config",
          "config",
          "format",
          "text",
          "schema");

  /** What a span's attributes declare. */
  public static DeclaredOutput of(Map<String, String> attributes) {
    if (attributes.isEmpty()) {
      return NOTHING;
    }
    for (String key : SCHEMAS) {
      String schema = attributes.get(key);
      if (schema != null) {
        return JsonSchema.parse(schema).map(DeclaredOutput::fulfilling).orElse(NOTHING);
      }
    }
    DeclaredOutput found = ofVercel(attributes);
    for (String key : FORMATS) {
      found = found.or(attributes.getOrDefault(key, ""));
    }
    for (String key : PARAMETERS) {
      String parameters = attributes.getOrDefault(key, "");
      if (!found.json && parameters.startsWith("{") && speaksOfOutput(parameters)) {
        found = JsonTree.parse(parameters).map(value -> ofField(value, 0)).orElse(NOTHING);
      }
    }
    return found;
  }

  /** A contract that was declared apart from any request. */
  public static DeclaredOutput fulfilling(JsonSchema schema) {
    return new DeclaredOutput(true, Optional.of(schema));
  }

  /** How an answer breaks it, in words without values; empty where it holds. */
  public Optional<String> brokenBy(OutputReading answer) {
    if (!json) {
      return Optional.empty();
    }
    if (answer.json().isEmpty()) {
      return Optional.of("expected JSON, came " + answer.form().words());
    }
    return schema.flatMap(known -> known.problemsOf(answer.json().get()).stream().findFirst());
  }

  private DeclaredOutput or(String format) {
    if (json) {
      return this;
    }
    return switch (format) {
      case "json", "json_object", "json_schema", "application/json" ->
          new DeclaredOutput(true, Optional.empty());
      default ->
          format.startsWith("{")
              ? JsonTree.parse(format).map(value -> ofField(value, 0)).orElse(NOTHING)
              : this;
    };
  }

  private static DeclaredOutput ofVercel(Map<String, String> attributes) {
    String schema = attributes.get(AI_SCHEMA);
    if (schema == null) {
      return NOTHING;
    }
    // Of a list the schema is that of an item, and of a choice there is none.
    boolean whole = attributes.getOrDefault(AI_OUTPUT, "object").equals("object");
    return new DeclaredOutput(true, whole ? JsonSchema.parse(schema) : Optional.empty());
  }

  private static boolean speaksOfOutput(String parameters) {
    return parameters.contains("schema")
        || parameters.contains("json_object")
        || parameters.contains("application/json");
  }

  private static DeclaredOutput ofField(JsonValue holder, int depth) {
    String type = JsonSchema.text(holder, "type");
    if (depth > 0 && isSchema(holder)) {
      return JsonSchema.of(holder).map(DeclaredOutput::fulfilling).orElse(NOTHING);
    }
    if (depth > 4) {
      return NOTHING;
    }
    for (String field : FIELDS) {
      Optional<JsonValue> inner = JsonSchema.member(holder, field);
      if (inner.isPresent()) {
        DeclaredOutput found = ofField(inner.get(), depth + 1);
        if (found.json) {
          return found;
        }
      }
    }
    String mime = JsonSchema.text(holder, "response_mime_type");
    boolean json =
        type.equals("json_object") || type.equals("json_schema") || mime.equals("application/json");
    return json ? new DeclaredOutput(true, Optional.empty()) : NOTHING;
  }

  /** Not the wrapper whose own type is json_schema. */
  private static boolean isSchema(JsonValue value) {
    String type = JsonSchema.text(value, "type");
    boolean typed = type.equalsIgnoreCase("object") || type.equalsIgnoreCase("array");
    return (typed && !JsonSchema.members(value, "properties").isEmpty())
        || JsonSchema.member(value, "$defs").isPresent()
        || (type.equalsIgnoreCase("array") && JsonSchema.member(value, "items").isPresent());
  }
}
