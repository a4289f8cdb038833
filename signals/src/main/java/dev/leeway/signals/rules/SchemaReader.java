package dev.leeway.signals.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says what of a rules file can't be a JSON Schema: a keyword that doesn't exist, a type that no
 * value has, a limit that is no number. What is right and not judged (docs/contracts.md) is passed
 * over.
 */
final class SchemaReader {
  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "number", "integer", "boolean", "null");
  private static final Set<String> NUMBERS =
      Set.of(
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "minContains",
          "maxContains");
  private static final Set<String> SCHEMAS =
      Set.of(
          "items",
          "additionalProperties",
          "additionalItems",
          "contains",
          "propertyNames",
          "not",
          "if",
          "then",
          "else",
          "unevaluatedItems",
          "unevaluatedProperties");
  private static final Set<String> NAMED_SCHEMAS =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
  private static final Set<String> LISTED_SCHEMAS =
      Set.of("anyOf", "oneOf", "allOf", "prefixItems");
  private static final Set<String> OTHERS =
      Set.of(
          "type",
          "enum",
          "const",
          "required",
          "pattern",
          "format",
          "uniqueItems",
          "dependentRequired",
          "dependencies",
          "nullable",
          "$ref",
          "$schema",
          "$id",
          "$anchor",
          "$dynamicRef",
          "$dynamicAnchor",
          "$vocabulary",
          "$comment",
          "title",
          "description",
          "default",
          "examples",
          "example",
          "deprecated",
          "readOnly",
          "writeOnly",
          "strict",
          "contentEncoding",
          "contentMediaType",
          "contentSchema");

  private final Set<String> keywords = new TreeSet<>(OTHERS);
  private final RuleProblems problems;

  private SchemaReader(RuleProblems problems) {
    this.problems = problems;
    List.of(NUMBERS, SCHEMAS, NAMED_SCHEMAS, LISTED_SCHEMAS).forEach(keywords::addAll);
  }

  /** The schema as JSON; empty where it is none, which is then a problem. */
  static Optional<String> read(RuleNode node, String path, RuleProblems problems) {
    if (node instanceof RuleNode.Included file) {
      if (file.node().isEmpty()) {
        problems.add(file.line(), path, file.file() + ": " + file.problem());
        return Optional.empty();
      }
      RuleProblems inside = new RuleProblems();
      Optional<String> read = read(file.node().get(), "", inside);
      inside
          .lines()
          .forEach(problem -> problems.add(file.line(), path, file.file() + ": " + problem));
      return read;
    }
    if (!(node instanceof RuleNode.Keys)) {
      problems.unfit(path, "a JSON Schema with keys such as type and properties", node);
      return Optional.empty();
    }
    new SchemaReader(problems).check(node, path);
    return Optional.of(SchemaText.of(node));
  }

  private void check(RuleNode node, String path) {
    if (!(node instanceof RuleNode.Keys keys)) {
      if (!(node instanceof RuleNode.Scalar scalar && SchemaText.isTruth(scalar))) {
        problems.unfit(path, "a schema, true or false", node);
      }
      return;
    }
    keys.nodes()
        .forEach((keyword, value) -> {
          String at = path.isEmpty() ? keyword : path + "." + keyword;
          if (NUMBERS.contains(keyword)) {
            checkNumber(value, at);
          } else if (SCHEMAS.contains(keyword)) {
            checkOneOrMany(value, at);
          } else if (NAMED_SCHEMAS.contains(keyword)) {
            checkNamed(value, at);
          } else if (LISTED_SCHEMAS.contains(keyword)) {
            checkListed(value, at);
          } else if (keyword.equals("type")) {
            checkType(value, at);
          } else if (keyword.equals("required") || keyword.equals("enum")) {
            checkList(value, at);
          } else if (!keywords.contains(keyword) && !keyword.startsWith("x-")) {
            problems.unknown(value.line(), path, "keyword", keyword, keywords);
          }
        });
  }

  private void checkNumber(RuleNode value, String path) {
    if (!(value instanceof RuleNode.Scalar scalar && SchemaText.isNumber(scalar))) {
      problems.unfit(path, "a number", value);
    }
  }

  /** Older drafts know a list of schemas where newer ones know one. */
  private void checkOneOrMany(RuleNode value, String path) {
    if (value instanceof RuleNode.Items) {
      checkListed(value, path);
    } else {
      check(value, path);
    }
  }

  private void checkNamed(RuleNode value, String path) {
    if (value instanceof RuleNode.Keys named) {
      named.nodes().forEach((name, schema) -> check(schema, path + "." + name));
    } else {
      problems.unfit(path, "schemas by name", value);
    }
  }

  private void checkListed(RuleNode value, String path) {
    if (value instanceof RuleNode.Items items) {
      for (int i = 0; i < items.nodes().size(); i++) {
        check(items.nodes().get(i), path + "[" + (i + 1) + "]");
      }
    } else {
      problems.unfit(path, "a list of schemas", value);
    }
  }

  private void checkList(RuleNode value, String path) {
    if (!(value instanceof RuleNode.Items)) {
      problems.unfit(path, "a list", value);
    }
  }

  private void checkType(RuleNode value, String path) {
    List<RuleNode> types = value instanceof RuleNode.Items items ? items.nodes() : List.of(value);
    for (RuleNode type : types) {
      boolean known =
          type instanceof RuleNode.Scalar scalar
              && (TYPES.contains(scalar.text()) || SchemaText.isNull(scalar));
      if (!known) {
        problems.unfit(path, "one of " + String.join(", ", new TreeSet<>(TYPES)), type);
      }
    }
  }
}
