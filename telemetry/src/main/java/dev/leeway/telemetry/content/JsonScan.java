package dev.leeway.telemetry.content;

import java.util.HexFormat;

/**
 * Validates JSON text in one pass and looks at the keys of its outermost objects. Makes no tree;
 * not thread-safe.
 */
final class JsonScan {
  private final String text;
  private int at;

  JsonScan(String text) {
    this.text = text;
  }

  /** Whether the whole text is an array of objects that each have both keys. */
  boolean isArrayOfObjectsWith(String key, String otherKey) {
    if (!take('[') || peek() == ']') {
      return false;
    }
    do {
      if (!objectWith(key, otherKey)) {
        return false;
      }
    } while (take(','));
    return take(']') && peek() == 0;
  }

  private boolean objectWith(String key, String otherKey) {
    boolean one = false;
    boolean other = false;
    if (!take('{')) {
      return false;
    }
    do {
      if (peek() != '"') {
        return false;
      }
      int from = at + 1;
      if (!string() || !hasKeyEnd()) {
        return false;
      }
      one |= isKey(from, key);
      other |= isKey(from, otherKey);
      if (!value()) {
        return false;
      }
    } while (take(','));
    return one && other && take('}');
  }

  private boolean hasKeyEnd() {
    return take(':');
  }

  private boolean isKey(int from, String key) {
    return text.startsWith(key, from) && text.charAt(from + key.length()) == '"';
  }

  /**
   * Skips one value; objects and arrays inside it with a stack of bits, as deep as Json.DEPTH_MAX.
   */
  private boolean value() {
    long objects = 0;
    int depth = 0;
    boolean expectValue = true;
    while (true) {
      char next = peek();
      if (expectValue) {
        if (next == '{' || next == '[') {
          at++;
          if (++depth >= Json.DEPTH_MAX) {
            return false;
          }
          objects = next == '{' ? objects | (1L << depth) : objects & ~(1L << depth);
          if (take(next == '{' ? '}' : ']')) {
            depth--;
            expectValue = false;
          } else if (next == '{' && !key()) {
            return false;
          }
          if (depth == 0 && !expectValue) {
            return true;
          }
          continue;
        }
        if (!scalar(next)) {
          return false;
        }
        expectValue = false;
        if (depth == 0) {
          return true;
        }
        continue;
      }
      boolean object = ((objects >>> depth) & 1) != 0;
      if (take(',')) {
        if (object && !key()) {
          return false;
        }
        expectValue = true;
      } else if (take(object ? '}' : ']')) {
        if (--depth == 0) {
          return true;
        }
      } else {
        return false;
      }
    }
  }

  private boolean key() {
    return peek() == '"' && string() && take(':');
  }

  private boolean scalar(char first) {
    return switch (first) {
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean string() {
    int i = at + 1;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        at = i + 1;
        return true;
      }
      if (c < ' ') {
        return false;
      }
      if (c == '\\' && (i = afterEscape(i)) < 0) {
        return false;
      }
    }
    return false;
  }

  private boolean word(String word) {
    boolean there = text.startsWith(word, at);
    at += word.length();
    return there;
  }

  /** The place of an escape's last character, -1 when it is none. */
  private int afterEscape(int backslash) {
    int next = backslash + 1;
    if (next >= text.length() || "\"\\/bfnrtu".indexOf(text.charAt(next)) < 0) {
      return -1;
    }
    if (text.charAt(next) != 'u') {
      return next;
    }
    for (int digit = next + 1; digit <= next + 4; digit++) {
      if (digit >= text.length() || !HexFormat.isHexDigit(text.charAt(digit))) {
        return -1;
      }
    }
    return next + 4;
  }

  private boolean number() {
    if (charAt(at) == '-') {
      at++;
    }
    boolean zero = charAt(at) == '0';
    int whole = digits();
    if (whole == 0 || (zero && whole > 1)) {
      return false;
    }
    if (charAt(at) == '.') {
      at++;
      if (digits() == 0) {
        return false;
      }
    }
    if (charAt(at) == 'e' || charAt(at) == 'E') {
      at++;
      if (charAt(at) == '+' || charAt(at) == '-') {
        at++;
      }
      return digits() > 0;
    }
    return true;
  }

  private int digits() {
    int from = at;
    while (charAt(at) >= '0' && charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  private boolean take(char expected) {
    if (peek() != expected) {
      return false;
    }
    at++;
    return true;
  }

  /** The next character that is no blank; zero at the end. */
  private char peek() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        return c;
      }
      at++;
    }
    return 0;
  }
}
