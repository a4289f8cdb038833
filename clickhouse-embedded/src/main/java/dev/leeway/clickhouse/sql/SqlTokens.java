package dev.leeway.clickhouse.sql;

import java.util.Locale;

/**
 * Walks over a statement's tokens, past white space and comments.
 *
 * <p>It sees as much of ClickHouse's lexis as is needed to find the end of an INSERT's head and the
 * output format: it decides what to do with a statement, never whether it is allowed. Not
 * thread-safe.
 */
final class SqlTokens {
  enum Kind {
    WORD,
    QUOTED,
    LITERAL,
    SYMBOL,
    END
  }

  private final CharSequence text;
  private int start;
  private int end;
  private Kind kind = Kind.END;

  SqlTokens(CharSequence text) {
    this.text = text;
  }

  /** Moves to the next token. */
  Kind next() {
    start = afterGap(end);
    end = start;
    if (start >= text.length()) {
      kind = Kind.END;
      return kind;
    }
    char first = text.charAt(start);
    if (isWord(first)) {
      while (end < text.length() && isWord(text.charAt(end))) {
        end++;
      }
      kind = Character.isDigit(first) ? Kind.LITERAL : Kind.WORD;
    } else if (first == '\'') {
      end = afterQuoted(start, first);
      kind = Kind.LITERAL;
    } else if (first == '`' || first == '"') {
      end = afterQuoted(start, first);
      kind = Kind.QUOTED;
    } else {
      end = start + 1;
      kind = Kind.SYMBOL;
    }
    return kind;
  }

  Kind kind() {
    return kind;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** The token as it stands, in capitals where it is a word. */
  String upper() {
    String token = text.subSequence(start, end).toString();
    return kind == Kind.WORD ? token.toUpperCase(Locale.ROOT) : token;
  }

  String token() {
    return text.subSequence(start, end).toString();
  }

  boolean is(String word) {
    return kind == Kind.WORD && upper().equals(word);
  }

  boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(start) == symbol;
  }

  private int afterGap(int from) {
    int at = from;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (startsWith("--", at) || startsWith("#!", at) || startsWith("# ", at)) {
        at = after("\n", at);
      } else if (startsWith("/*", at)) {
        at = after("*/", at + 2);
      } else {
        return at;
      }
    }
    return at;
  }

  private int afterQuoted(int from, char quote) {
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c == quote) {
        at++;
        if (at >= text.length() || text.charAt(at) != quote) {
          return at;
        }
        at++;
      } else {
        at++;
      }
    }
    return text.length();
  }

  private int after(String what, int from) {
    int at = from;
    while (at < text.length() && !startsWith(what, at)) {
      at++;
    }
    return Math.min(text.length(), at + what.length());
  }

  private boolean startsWith(String what, int at) {
    if (at + what.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < what.length(); i++) {
      if (text.charAt(at + i) != what.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
