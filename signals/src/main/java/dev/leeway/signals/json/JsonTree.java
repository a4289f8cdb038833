package dev.leeway.signals.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a whole text as JSON, strictly by RFC 8259: what a consumer's parser would refuse is empty.
 * So is what is nested deeper than {@value #DEPTH_MAX}, or has more than {@value #VALUES_MAX}
 * values. Not thread-safe.
 */
public final class JsonTree {
  public static final int DEPTH_MAX = 64;
  public static final int VALUES_MAX = 100_000;

  private static final JsonValue NULL = new JsonValue.Null();
  private static final JsonValue TRUE = new JsonValue.Truth(true);
  private static final JsonValue FALSE = new JsonValue.Truth(false);

  /** Whole numbers of so many digits are exact as doubles. */
  private static final int DIGITS_EXACT = 15;

  private final String text;
  private int at;
  private int values;

  private JsonTree(String text) {
    this.text = text;
  }

  /** The value, where the text is exactly one. */
  public static Optional<JsonValue> parse(String text) {
    JsonTree tree = new JsonTree(text);
    try {
      JsonValue value = tree.value(0);
      tree.blank();
      return tree.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (NotJsonException e) {
      return Optional.empty();
    }
  }

  private JsonValue value(int depth) throws NotJsonException {
    blank();
    if (depth > DEPTH_MAX || ++values > VALUES_MAX) {
      throw new NotJsonException();
    }
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> new JsonValue.Text(string());
      case 't' -> word("true", TRUE);
      case 'f' -> word("false", FALSE);
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private JsonValue members(int depth) throws NotJsonException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    at++;
    blank();
    if (peek() == '}') {
      at++;
      return new JsonValue.Members(members);
    }
    while (true) {
      blank();
      String name = string();
      blank();
      take(':');
      members.put(name, value(depth + 1));
      blank();
      if (peek() == '}') {
        at++;
        return new JsonValue.Members(members);
      }
      take(',');
    }
  }

  private JsonValue items(int depth) throws NotJsonException {
    List<JsonValue> items = new ArrayList<>();
    at++;
    blank();
    if (peek() == ']') {
      at++;
      return new JsonValue.Items(items);
    }
    while (true) {
      items.add(value(depth + 1));
      blank();
      if (peek() == ']') {
        at++;
        return new JsonValue.Items(items);
      }
      take(',');
    }
  }

  private String string() throws NotJsonException {
    take('"');
    int from = at;
    while (peek() != '"') {
      char c = text.charAt(at);
      if (c == '\\') {
        return escaped(from);
      }
      if (c < ' ') {
        throw new NotJsonException();
      }
      at++;
    }
    return text.substring(from, at++);
  }

  private String escaped(int from) throws NotJsonException {
    StringBuilder value = new StringBuilder(text.substring(from, at));
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw new NotJsonException();
      }
      value.append(c == '\\' ? escape() : c);
    }
    at++;
    return value.toString();
  }

  private char escape() throws NotJsonException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int digits = 0; digits < 4; digits++) {
          int digit = Character.digit(peek(), 16);
          if (digit < 0) {
            throw new NotJsonException();
          }
          code = code * 16 + digit;
          at++;
        }
        yield (char) code;
      }
      default -> throw new NotJsonException();
    };
  }

  private JsonValue number() throws NotJsonException {
    int from = at;
    at += peek() == '-' ? 1 : 0;
    int digits = digits();
    // No leading zeros; a number that begins with one ends there.
    if (digits > 1 && text.charAt(at - digits) == '0') {
      throw new NotJsonException();
    }
    boolean whole = true;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
      whole = false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      at += at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? 1 : 0;
      digits();
      whole = false;
    }
    return new JsonValue.Numeric(
        whole && digits <= DIGITS_EXACT
            ? Long.parseLong(text, from, at, 10)
            : Double.parseDouble(text.substring(from, at)));
  }

  private int digits() throws NotJsonException {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw new NotJsonException();
    }
    return at - from;
  }

  private JsonValue word(String word, JsonValue value) throws NotJsonException {
    if (!text.startsWith(word, at)) {
      throw new NotJsonException();
    }
    at += word.length();
    return value;
  }

  private void take(char expected) throws NotJsonException {
    if (peek() != expected) {
      throw new NotJsonException();
    }
    at++;
  }

  private char peek() throws NotJsonException {
    if (at >= text.length()) {
      throw new NotJsonException();
    }
    return text.charAt(at);
  }

  private void blank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      at++;
    }
  }

  /** Leaves the recursion; without a trace, because much of what is read is not JSON. */
  private static final class NotJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private NotJsonException() {
      super("not JSON", null, false, false);
    }
  }
}
