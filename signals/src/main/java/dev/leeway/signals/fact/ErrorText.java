package dev.leeway.signals.fact;

import dev.leeway.signals.json.JsonCursor;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a tool's result is an error though its span says nothing of it, and what of an error's
 * text stays the same when it comes again.
 */
public final class ErrorText {
  private static final int LOOK_MAX = 400;
  private static final int PRINT_MAX = 160;
  private static final int QUOTED_MAX = 20;

  private static final List<String> BEGINNINGS =
      List.of(
          "traceback (most recent call last)",
          "failed to ",
          "unknown tool",
          "tool execution failed",
          "execution failed",
          "invalid argument",
          "invalid parameter",
          "invalid input");

  private static final List<String> ANYWHERE =
      List.of(
          "unexpected keyword argument",
          "missing required argument",
          "missing required parameter",
          "required positional argument",
          "traceback (most recent call last)");

  private static final List<String> BEHIND_THE_WORD =
      List.of(":", "(", "!", " in ", " while ", " executing", " calling", " running", " occurred");

  /** Members that hold an error unless they are empty, by their names in small letters. */
  private static final Set<String> ERRORS =
      Set.of(
          "error", "errors", "exception", "iserror", "is_error", "error_message", "errormessage");

  /** Members that tell of success. */
  private static final Set<String> SUCCESSES = Set.of("success", "ok", "succeeded");

  private static final Set<String> EMPTY = Set.of("null", "false", "\"\"", "[]", "{}", "0", "");

  private ErrorText() {}

  /** Whether a result tells of an error; a document about errors doesn't. */
  public static boolean isError(String result) {
    String text = result.strip();
    if (text.startsWith("{")) {
      return isErrorObject(text);
    }
    String look = text.substring(0, Math.min(text.length(), LOOK_MAX)).toLowerCase(Locale.ROOT);
    return beginsWithErrorWord(look)
        || BEGINNINGS.stream().anyMatch(look::startsWith)
        || ANYWHERE.stream().anyMatch(look::contains);
  }

  /** The text of which repetitions are equal: no numbers, no long quotations, one blank. */
  static String normalised(String text) {
    StringBuilder out = new StringBuilder(PRINT_MAX);
    boolean blank = true;
    for (int at = 0; at < text.length() && out.length() < PRINT_MAX; at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        if (out.isEmpty() || out.charAt(out.length() - 1) != '#') {
          out.append('#');
        }
        blank = false;
      } else if (c <= ' ') {
        out.append(blank ? "" : " ");
        blank = true;
      } else {
        int close = blank && "'\"`".indexOf(c) >= 0 ? text.indexOf(c, at + 1) : -1;
        if (close > at + QUOTED_MAX) {
          out.append(c);
          at = close;
        }
        out.append(Character.toLowerCase(c));
        blank = false;
      }
    }
    return out.toString().strip();
  }

  /** {@code Error: …}, {@code openai.BadRequestError: …}, {@code Error while …}. */
  private static boolean beginsWithErrorWord(String lower) {
    int to = 0;
    while (to < lower.length()
        && (Character.isLetterOrDigit(lower.charAt(to)) || "._<".indexOf(lower.charAt(to)) >= 0)) {
      to++;
    }
    String word = lower.substring(0, to);
    String behind = lower.substring(to);
    return (word.endsWith("error") || word.endsWith("exception"))
        && (word.startsWith("<")
            || behind.isEmpty()
            || BEHIND_THE_WORD.stream().anyMatch(behind::startsWith)
            || (behind.length() > 1 && behind.charAt(0) == ' ' && digit(behind.charAt(1))));
  }

  private static boolean isErrorObject(String json) {
    char[] text = json.toCharArray();
    JsonCursor members = new JsonCursor(text, 0, text.length);
    members.enter('{');
    while (members.more()) {
      String name = members.name().toLowerCase(Locale.ROOT);
      int from = members.position();
      members.skip();
      String value = new String(text, from, members.position() - from).strip();
      if (ERRORS.contains(name) && !EMPTY.contains(value)) {
        return true;
      }
      if (SUCCESSES.contains(name) && value.equals("false")) {
        return true;
      }
      if (name.equals("status") && (value.equals("\"error\"") || value.equals("\"failed\""))) {
        return true;
      }
    }
    return false;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
