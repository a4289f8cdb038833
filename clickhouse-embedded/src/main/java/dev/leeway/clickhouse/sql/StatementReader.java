package dev.leeway.clickhouse.sql;

import java.util.Locale;
import java.util.Optional;

/** Tells from a text, or from its beginning, what statement it is. */
public final class StatementReader {
  private final CharSequence text;
  private final boolean whole;

  private StatementReader(CharSequence text, boolean whole) {
    this.text = text;
    this.whole = whole;
  }

  /**
   * Reads as much of the text as it needs.
   *
   * @param text one character per byte, so that positions in the answer are positions in the body
   * @param whole whether nothing follows the text
   */
  public static Statement read(CharSequence text, boolean whole) {
    return new StatementReader(text, whole).read();
  }

  private Statement read() {
    SqlTokens tokens = new SqlTokens(text);
    do {
      tokens.next();
    } while (tokens.isSymbol('('));
    if (tokens.kind() == SqlTokens.Kind.END && !whole) {
      return new Statement.Unfinished();
    }
    String verb = tokens.kind() == SqlTokens.Kind.WORD ? tokens.upper() : "";
    return verb.equals("INSERT") ? insert(tokens) : plain(verb, tokens);
  }

  private Statement insert(SqlTokens tokens) {
    tokens.next();
    if (tokens.is("INTO")) {
      tokens.next();
    }
    if (tokens.is("TABLE")) {
      tokens.next();
    }
    if (tokens.is("FUNCTION")) {
      tokens.next();
    }
    // A table may be called like one of the words that are looked for below.
    tokens.next();
    while (tokens.isSymbol('.')) {
      tokens.next();
      tokens.next();
    }
    int depth = 0;
    while (tokens.kind() != SqlTokens.Kind.END) {
      if (tokens.isSymbol('(')) {
        // What begins with SELECT here is data of a query, not a list of columns.
        depth++;
      } else if (tokens.isSymbol(')')) {
        depth--;
      } else if (tokens.is("SELECT") || tokens.is("WITH")) {
        return new Statement.Plain("INSERT", "SELECT", Optional.empty());
      } else if (tokens.is("INFILE")) {
        return new Statement.Plain("INSERT", "INFILE", Optional.empty());
      } else if (depth == 0 && tokens.is("VALUES")) {
        return new Statement.DataInsert(tokens.start(), "Values", tokens.end());
      } else if (depth == 0 && tokens.is("FORMAT")) {
        return dataAfterFormat(tokens);
      }
      tokens.next();
    }
    return whole
        ? new Statement.DataInsert(text.length(), "Values", text.length())
        : new Statement.Unfinished();
  }

  private Statement dataAfterFormat(SqlTokens tokens) {
    int headEnd = tokens.start();
    tokens.next();
    boolean cut = tokens.end() == text.length() && !whole;
    if (cut || tokens.kind() != SqlTokens.Kind.WORD) {
      return cut || !whole
          ? new Statement.Unfinished()
          : new Statement.Plain("INSERT", "FORMAT", Optional.empty());
    }
    String format = tokens.token();
    int at = tokens.end();
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == ';') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    return at == text.length() && !whole
        ? new Statement.Unfinished()
        : new Statement.DataInsert(headEnd, format, at);
  }

  private Statement plain(String verb, SqlTokens tokens) {
    if (!whole) {
      return new Statement.Unfinished();
    }
    String noun = "";
    String before = "";
    String last = "";
    Optional<String> format = Optional.empty();
    for (int position = 1; ; position++) {
      SqlTokens.Kind kind = tokens.next();
      if (kind == SqlTokens.Kind.END || tokens.isSymbol(';') || tokens.is("SETTINGS")) {
        format = before.equalsIgnoreCase("FORMAT") && !last.isEmpty() ? Optional.of(last) : format;
      }
      if (kind == SqlTokens.Kind.END) {
        break;
      }
      before = last;
      last = kind == SqlTokens.Kind.WORD ? tokens.token() : "";
      if (position == 1) {
        noun = last.toUpperCase(Locale.ROOT);
      }
    }
    return new Statement.Plain(verb, noun, format);
  }
}
