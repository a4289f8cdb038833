package dev.leeway.signals.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object whose members are text and numbers: how a control travels. Members with other
 * values are skipped when read, so that a later format may add some; what is not a JSON object is
 * no object.
 */
final class FlatJson {
  private static final int LENGTH_MAX = 1 << 16;
  private static final int DEPTH_MAX = 32;

  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /** The members as text, numbers as they were written; empty where it is not an object. */
  static Optional<Map<String, String>> read(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      FlatJson json = new FlatJson(text);
      Map<String, String> members = json.object(0);
      json.blank();
      return json.at == text.length() ? Optional.of(members) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Text as a JSON string, quotes included. */
  static String quoted(String value) {
    StringBuilder json = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  private Map<String, String> object(int depth) {
    expect('{');
    Map<String, String> members = new LinkedHashMap<>();
    if (closes('}')) {
      return members;
    }
    do {
      blank();
      String name = string();
      expect(':');
      blank();
      char first = peek();
      if (first == '"') {
        members.put(name, string());
      } else if (first == '{' || first == '[') {
        skip(depth + 1);
      } else {
        members.put(name, literal());
      }
    } while (closes(','));
    expect('}');
    return members;
  }

  private void skip(int depth) {
    if (depth > DEPTH_MAX) {
      throw new IllegalArgumentException("nested deeper than " + DEPTH_MAX);
    }
    blank();
    switch (peek()) {
      case '{' -> object(depth);
      case '[' -> {
        at++;
        if (!closes(']')) {
          do {
            skip(depth + 1);
          } while (closes(','));
          expect(']');
        }
      }
      case '"' -> string();
      default -> literal();
    }
  }

  private String literal() {
    int from = at;
    while (at < text.length() && isLiteral(text.charAt(at))) {
      at++;
    }
    String value = text.substring(from, at);
    boolean word = value.equals("true") || value.equals("false") || value.equals("null");
    if (!word && !value.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
      throw new IllegalArgumentException("expected a value at " + from);
    }
    return value.equals("null") ? "" : value;
  }

  private static boolean isLiteral(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      value.append(c == '\\' ? escaped() : c);
    }
    at++;
    return value.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\', '/' -> c;
      case 'u' -> hexadecimal();
      default -> throw new IllegalArgumentException("unknown escape at " + at);
    };
  }

  private char hexadecimal() {
    if (at + 4 > text.length()) {
      throw new IllegalArgumentException("ends in an escape");
    }
    char c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
    at += 4;
    return c;
  }

  private boolean closes(char bracket) {
    blank();
    if (peek() != bracket) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char wanted) {
    blank();
    if (peek() != wanted) {
      throw new IllegalArgumentException("expected " + wanted + " at " + at);
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new IllegalArgumentException("ends early");
    }
    return text.charAt(at);
  }

  private void blank() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }
}
