package dev.leeway.signals.contract;

import dev.leeway.signals.json.JsonTree;
import dev.leeway.signals.json.JsonValue;
import java.util.Optional;

/**
 * What one answer looks like: form, shape, length and language.
 *
 * @param json the value, also where it stands in a fence
 * @param shape form and fields, such as {@code json {price: number}}: the category that a contract
 *     is learned from
 * @param words words between blanks; two characters count as one where none are written
 * @param language as {@link Language} names it; empty for JSON and for too little text
 */
public record OutputReading(
    OutputForm form,
    Optional<JsonValue> json,
    String shape,
    int characters,
    int words,
    String language) {

  private static final String FENCE = "```";

  /** More text around a fence than this is an answer that shows JSON, not one that is JSON. */
  private static final int AROUND_FENCE_MAX = 200;

  private static final int LINES_MAX = 200;

  public static OutputReading of(String output) {
    String text = output.strip();
    if (text.isEmpty()) {
      return reading(OutputForm.EMPTY, Optional.empty(), text);
    }
    if (beginsAsJson(text)) {
      Optional<JsonValue> json = JsonTree.parse(text);
      return reading(json.isPresent() ? OutputForm.JSON : OutputForm.BROKEN_JSON, json, text);
    }
    int fence = text.indexOf(FENCE);
    if (fence >= 0) {
      return fenced(text, fence);
    }
    OutputForm form =
        Refusals.refuses(text)
            ? OutputForm.REFUSAL
            : hasMarkup(text) ? OutputForm.MARKDOWN : OutputForm.TEXT;
    return reading(form, Optional.empty(), text);
  }

  private static OutputReading fenced(String text, int open) {
    int lineEnd = text.indexOf('\n', open);
    int close = lineEnd < 0 ? -1 : text.indexOf(FENCE, lineEnd);
    String label = lineEnd < 0 ? "" : text.substring(open + FENCE.length(), lineEnd).strip();
    int around = open + (close < 0 ? 0 : text.length() - close - FENCE.length());
    if (lineEnd >= 0 && around <= AROUND_FENCE_MAX) {
      String inside = text.substring(lineEnd, close < 0 ? text.length() : close).strip();
      boolean saysJson = label.equalsIgnoreCase("json");
      if (saysJson || (label.isEmpty() && beginsAsJson(inside))) {
        Optional<JsonValue> json = close < 0 ? Optional.empty() : JsonTree.parse(inside);
        return reading(
            json.isPresent() ? OutputForm.FENCED_JSON : OutputForm.BROKEN_JSON, json, text);
      }
    }
    return reading(
        balanced(text) ? OutputForm.MARKDOWN : OutputForm.OPEN_FENCE, Optional.empty(), text);
  }

  private static OutputReading reading(OutputForm form, Optional<JsonValue> json, String text) {
    return new OutputReading(
        form,
        json,
        json.map(value -> form.words() + " " + Shape.of(value)).orElse(form.words()),
        text.length(),
        wordsOf(text),
        json.isPresent() || form == OutputForm.BROKEN_JSON ? "" : Language.of(text));
  }

  /** An object, or a list that prose would not begin with: "[1] says …" is prose. */
  private static boolean beginsAsJson(String text) {
    if (text.isEmpty()) {
      return false;
    }
    int at = 1;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    char next = at < text.length() ? text.charAt(at) : ' ';
    return switch (text.charAt(0)) {
      case '{' -> next == '"' || next == '}';
      case '[' ->
          "{[\"".indexOf(next) >= 0 || (text.endsWith("]") && "]-0123456789tfn".indexOf(next) >= 0);
      default -> false;
    };
  }

  private static boolean balanced(String text) {
    int fences = 0;
    for (int at = text.indexOf(FENCE); at >= 0; at = text.indexOf(FENCE, at + FENCE.length())) {
      fences++;
    }
    return fences % 2 == 0;
  }

  /** A heading, a list, a table or bold words, in the first lines. */
  private static boolean hasMarkup(String text) {
    if (text.indexOf("**") >= 0) {
      return true;
    }
    int from = 0;
    for (int line = 0; line < LINES_MAX && from < text.length(); line++) {
      if (marks(text, from)) {
        return true;
      }
      int end = text.indexOf('\n', from);
      from = end < 0 ? text.length() : end + 1;
    }
    return false;
  }

  private static boolean marks(String text, int lineStart) {
    int at = lineStart;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '#')) {
      at++;
    }
    if (at > lineStart && text.charAt(at - 1) == ' ' && text.charAt(lineStart) == '#') {
      return true;
    }
    boolean spaced = at + 1 < text.length() && text.charAt(at + 1) == ' ';
    return at < text.length()
        && (text.charAt(at) == '|' || (spaced && "-*•".indexOf(text.charAt(at)) >= 0));
  }

  private static int wordsOf(String text) {
    int words = 0;
    int unspaced = 0;
    boolean inWord = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c <= ' ') {
        inWord = false;
      } else if (Language.isUnspaced(c)) {
        unspaced++;
        inWord = false;
      } else if (!inWord) {
        words++;
        inWord = true;
      }
    }
    return words + (unspaced + 1) / 2;
  }
}
