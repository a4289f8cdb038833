package dev.leeway.telemetry.content;

import org.jspecify.annotations.Nullable;

/**
 * Spells canonical JSON in one pass over the text, without a tree, where that is sure to be what
 * {@link CanonicalJson} makes of the tree: no escapes, no exponents, no key twice, not deep, not
 * malformed. Declines all else. One use each; not thread-safe.
 */
final class PlainJson {
  private static final int TEXT_LENGTH_MAX = 1 << 20;
  private static final int KEY_LENGTH_MAX = 1_024;
  private static final int DEPTH_MAX = 16;
  private static final int MEMBERS_MAX = 64;
  private static final int DIGITS_MAX = 18;

  /** Below a millionth the tree's numbers are spelled with an exponent. */
  private static final String TINY = "000000";

  private final String text;
  private final StringBuilder out;
  private int at;
  private int members;
  // Of the members of all objects that are open: the key in the text, the member in the output.
  private final int[] keyFrom = new int[MEMBERS_MAX];
  private final int[] keyTo = new int[MEMBERS_MAX];
  private final int[] from = new int[MEMBERS_MAX];
  private final int[] to = new int[MEMBERS_MAX];

  private PlainJson(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  /** The canonical text of an array or object; null where it takes a tree to be sure. */
  static @Nullable String canonical(String text) {
    if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
      return null;
    }
    PlainJson json = new PlainJson(text);
    char first = json.peek();
    boolean sure = (first == '{' || first == '[') && json.value(0) && json.peek() == 0;
    return sure && json.at == text.length() ? json.out.toString() : null;
  }

  private boolean value(int depth) {
    if (depth > DEPTH_MAX) {
      return false;
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean array(int depth) {
    take('[');
    out.append('[');
    if (!take(']')) {
      do {
        if (!value(depth + 1)) {
          return false;
        }
        out.append(',');
      } while (take(','));
      out.setLength(out.length() - 1);
      if (!take(']')) {
        return false;
      }
    }
    out.append(']');
    return true;
  }

  private boolean object(int depth) {
    take('{');
    int first = members;
    int begin = out.length();
    out.append('{');
    boolean sorted = true;
    if (!take('}')) {
      do {
        if (members == MEMBERS_MAX || !member(depth)) {
          return false;
        }
        if (members - first > 1) {
          int order = compareKeys(members - 2, members - 1);
          sorted &= order < 0;
          if (order == 0) {
            return false;
          }
        }
        out.append(',');
      } while (take(','));
      out.setLength(out.length() - 1);
      if (!take('}')) {
        return false;
      }
    }
    if (!sorted && !sort(first, begin)) {
      return false;
    }
    members = first;
    out.append('}');
    return true;
  }

  private boolean member(int depth) {
    int member = members++;
    from[member] = out.length();
    peek();
    keyFrom[member] = at + 1;
    if (!string()) {
      return false;
    }
    keyTo[member] = at - 1;
    if (keyTo[member] - keyFrom[member] > KEY_LENGTH_MAX || !take(':')) {
      return false;
    }
    out.append(':');
    if (!value(depth + 1)) {
      return false;
    }
    to[member] = out.length();
    return true;
  }

  /** Writes the members of the innermost object anew; false when a key comes twice. */
  private boolean sort(int first, int begin) {
    String body = out.substring(begin);
    int[] order = new int[members - first];
    for (int i = 0; i < order.length; i++) {
      int place = i;
      for (; place > 0; place--) {
        int compared = compareKeys(order[place - 1], first + i);
        if (compared == 0) {
          return false;
        }
        if (compared < 0) {
          break;
        }
        order[place] = order[place - 1];
      }
      order[place] = first + i;
    }
    out.setLength(begin + 1);
    for (int member : order) {
      out.append(body, from[member] - begin, to[member] - begin).append(',');
    }
    out.setLength(out.length() - 1);
    return true;
  }

  private int compareKeys(int one, int other) {
    int length = Math.min(keyTo[one] - keyFrom[one], keyTo[other] - keyFrom[other]);
    for (int i = 0; i < length; i++) {
      int difference = text.charAt(keyFrom[one] + i) - text.charAt(keyFrom[other] + i);
      if (difference != 0) {
        return difference;
      }
    }
    return (keyTo[one] - keyFrom[one]) - (keyTo[other] - keyFrom[other]);
  }

  private boolean string() {
    if (charAt(at) != '"') {
      return false;
    }
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        out.append(text, at, i + 1);
        at = i + 1;
        return true;
      }
      if (c == '\\' || c < ' ') {
        return false;
      }
    }
    return false;
  }

  private boolean word(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    out.append(word);
    at += word.length();
    return true;
  }

  private boolean number() {
    int begin = at;
    if (charAt(at) == '-') {
      at++;
    }
    boolean zero = charAt(at) == '0';
    int whole = digits();
    boolean negativeZero = zero && at - begin > whole;
    if (whole == 0 || whole > DIGITS_MAX || (zero && whole > 1) || negativeZero) {
      return false;
    }
    int end = at;
    if (charAt(at) == '.') {
      at++;
      int fraction = at;
      int count = digits();
      if (count == 0 || count > DIGITS_MAX || (zero && text.startsWith(TINY, fraction))) {
        return false;
      }
      end = at;
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      end = end == fraction ? fraction - 1 : end;
    }
    if (charAt(at) == 'e' || charAt(at) == 'E') {
      return false;
    }
    out.append(text, begin, end);
    return true;
  }

  private int digits() {
    int begin = at;
    while (charAt(at) >= '0' && charAt(at) <= '9') {
      at++;
    }
    return at - begin;
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
