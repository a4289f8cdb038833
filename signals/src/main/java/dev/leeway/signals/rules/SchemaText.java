package dev.leeway.signals.rules;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes a tree of a rules file as JSON. What is not quoted and looks like a number, a truth value
 * or nothing is one, as in YAML's core schema.
 */
final class SchemaText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private SchemaText() {}

  static String of(RuleNode node) {
    StringBuilder json = new StringBuilder();
    write(node, json);
    return json.toString();
  }

  private static void write(RuleNode node, StringBuilder json) {
    switch (node) {
      case RuleNode.Scalar scalar -> write(scalar, json);
      case RuleNode.Items items -> {
        json.append('[');
        for (int i = 0; i < items.nodes().size(); i++) {
          json.append(i == 0 ? "" : ",");
          write(items.nodes().get(i), json);
        }
        json.append(']');
      }
      case RuleNode.Keys keys -> {
        json.append('{');
        String separator = "";
        for (Map.Entry<String, RuleNode> entry : new TreeMap<>(keys.nodes()).entrySet()) {
          json.append(separator);
          text(entry.getKey(), json);
          json.append(':');
          write(entry.getValue(), json);
          separator = ",";
        }
        json.append('}');
      }
      case RuleNode.Included included -> throw new IllegalArgumentException("a file in a schema");
    }
  }

  private static void write(RuleNode.Scalar scalar, StringBuilder json) {
    if (isNull(scalar)) {
      json.append("null");
    } else if (isTruth(scalar) || isNumber(scalar)) {
      json.append(scalar.text());
    } else {
      text(scalar.text(), json);
    }
  }

  static boolean isNull(RuleNode.Scalar scalar) {
    return !scalar.quoted() && scalar.text().isEmpty();
  }

  static boolean isTruth(RuleNode.Scalar scalar) {
    return !scalar.quoted() && (scalar.text().equals("true") || scalar.text().equals("false"));
  }

  static boolean isNumber(RuleNode.Scalar scalar) {
    return !scalar.quoted() && NUMBER.matcher(scalar.text()).matches();
  }

  private static void text(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
