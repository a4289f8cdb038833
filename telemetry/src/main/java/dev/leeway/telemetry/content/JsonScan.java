package dev.leeway.telemetry.content;

import java.util.BitSet;

/**
 * Validates JSON text in one pass and looks at the keys of its outermost objects. Makes no tree; not
 * thread-safe.
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

  /** Skips one value; objects and arrays inside it with a stack of bits, not of calls. */
  private boolean value() {
    BitSet objects = new BitSet(Json.DEPTH_MAX);
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
          objects.set(depth, next == '{');
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
      boolean object = objects.get(depth);
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
      default -> (first == '-' || Character.isDigit(first)) && number();
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
      if (c == '\\') {
        i++;
      }
    }
    return false;
  }

  private boolean word(String word) {
    boolean there = text.startsWith(word, at);
    at += word.length();
    return there;
  }

  private boolean number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return Character.isDigit(text.charAt(at - 1)) && at > from;
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
