package dev.leeway.signals.json;

/**
 * Steps through the outer levels of JSON: members and items one by one, values skipped as ranges of
 * characters. Lenient: what is broken ends early. Nesting costs no stack. Not thread-safe.
 */
public final class JsonCursor {
  private final char[] text;
  private final int to;
  private int at;

  public JsonCursor(char[] text, int from, int to) {
    this.text = text;
    this.at = from;
    this.to = to;
  }

  /** Whether an array or object begins here, which is then entered. */
  public boolean enter(char bracket) {
    blank();
    if (at < to && text[at] == bracket) {
      at++;
      return true;
    }
    return false;
  }

  /** Whether one more item or member is here; behind the last one the bracket is left. */
  public boolean more() {
    blank();
    while (at < to && text[at] == ',') {
      at++;
      blank();
    }
    if (at >= to) {
      return false;
    }
    if (text[at] == ']' || text[at] == '}') {
      at++;
      return false;
    }
    return true;
  }

  /** The name of the member that begins here; empty where there is none. */
  public String name() {
    blank();
    int from = at;
    skip();
    String name = string(text, from, at);
    blank();
    if (at < to && text[at] == ':') {
      at++;
    }
    blank();
    return name;
  }

  public int position() {
    return at;
  }

  public void moveTo(int position) {
    at = position;
  }

  /** Goes behind the value that begins here. */
  public void skip() {
    blank();
    int depth = 0;
    int from = at;
    while (at < to) {
      char c = text[at];
      if (c == '"') {
        skipString();
      } else {
        if (c == '{' || c == '[') {
          depth++;
        } else if (c == '}' || c == ']') {
          if (depth == 0) {
            break;
          }
          depth--;
        } else if (depth == 0 && (c == ',' || c == ':') && at > from) {
          return;
        }
        at++;
        if (depth == 0 && c != ',' && c > ' ' && !inLiteral(c)) {
          return;
        }
        continue;
      }
      if (depth == 0) {
        return;
      }
    }
    // A step forward whatever the text is, so that no caller stands still.
    at = Math.max(at, Math.min(to, from + 1));
  }

  private static boolean inLiteral(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '+';
  }

  private void skipString() {
    at++;
    while (at < to && text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    at = Math.min(to, at + 1);
  }

  private void blank() {
    while (at < to && text[at] <= ' ') {
      at++;
    }
  }

  /** The text of the JSON string in that range; empty for any other value. */
  public static String string(char[] text, int from, int to) {
    if (to - from < 2 || text[from] != '"') {
      return "";
    }
    StringBuilder value = new StringBuilder(to - from);
    for (int i = from + 1; i < to - 1; i++) {
      char c = text[i];
      if (c == '\\' && i + 1 < to - 1) {
        c = text[++i];
        switch (c) {
          case 'n' -> c = '\n';
          case 'r' -> c = '\r';
          case 't' -> c = '\t';
          case 'b', 'f' -> c = ' ';
          case 'u' -> {
            c = i + 4 < to ? hexadecimal(text, i + 1) : ' ';
            i += 4;
          }
          default -> {}
        }
      }
      value.append(c);
    }
    return value.toString();
  }

  /** The character of four hexadecimal digits; what is no digit counts as zero. */
  public static char hexadecimal(char[] text, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      value = value * 16 + Math.max(0, Character.digit(text[i], 16));
    }
    return (char) value;
  }
}
