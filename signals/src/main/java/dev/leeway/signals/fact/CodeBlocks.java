package dev.leeway.signals.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the code in an answer that an agent means to run, as code agents write it: a fence behind
 * {@code Code:}, {@code Action:} or a thought, or what is in {@code <code>}. Code that is shown to
 * a reader is none.
 */
final class CodeBlocks {
  private static final String FENCE = "```";

  private CodeBlocks() {}

  static List<String> in(String text) {
    List<String> blocks = new ArrayList<>(0);
    boolean fenced = text.contains(FENCE);
    if (!fenced && !text.contains("<code>")) {
      return blocks;
    }
    between(text, "<code>", "</code>", blocks);
    String lower = text.toLowerCase(Locale.ROOT);
    boolean acts =
        lower.startsWith("thought")
            || lower.contains("\nthought:")
            || lower.contains("code:\n")
            || lower.contains("action:\n")
            || lower.startsWith("code:")
            || lower.contains("<end_code>");
    if (fenced && acts) {
      between(text, FENCE, FENCE, blocks);
    }
    return blocks;
  }

  /** A block that is open at the end is one too: stop sequences cut the end mark off. */
  private static void between(String text, String begin, String end, List<String> blocks) {
    int from = text.indexOf(begin);
    while (from >= 0) {
      int start = from + begin.length();
      int to = text.indexOf(end, start);
      blocks.add(text.substring(start, to < 0 ? text.length() : to));
      from = to < 0 ? -1 : text.indexOf(begin, to + end.length());
    }
  }
}
