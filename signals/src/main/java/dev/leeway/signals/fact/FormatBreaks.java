package dev.leeway.signals.fact;

import java.util.List;

/**
 * Counts where an answer breaks the form that it has begun itself: a fence, a tag or a JSON object
 * that is not closed. What a caller would need that the answer doesn't announce is for contracts.
 */
final class FormatBreaks {
  /** Tags that models are told to close. */
  private static final List<String> TAGS =
      List.of("tool_call", "tool_calls", "function_call", "answer", "json", "output", "result");

  private FormatBreaks() {}

  static int in(String text) {
    int breaks = 0;
    if (text.contains("```")) {
      breaks += count(text, "```") % 2;
    }
    if (text.indexOf('<') >= 0) {
      for (String tag : TAGS) {
        breaks += count(text, "<" + tag + ">") > count(text, "</" + tag + ">") ? 1 : 0;
      }
    }
    return breaks + (openObject(text) ? 1 : 0);
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  /** Whether the text begins as a JSON object and ends before the object does. */
  private static boolean openObject(String text) {
    int inside = text.startsWith("{") ? 1 : 0;
    while (inside > 0 && inside < text.length() && text.charAt(inside) <= ' ') {
      inside++;
    }
    if (inside == 0 || inside >= text.length() || text.charAt(inside) != '"') {
      return false;
    }
    int depth = 0;
    boolean inString = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (inString) {
        at += c == '\\' ? 1 : 0;
        inString = c != '"';
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return depth > 0;
  }
}
