package dev.leeway.signals.grounding;

/** Finds the ends of quotations. Looks ahead a bounded way, and no part of a text twice in vain. */
final class QuotationReader {
  private static final int LENGTH_MAX = 400;
  private int insideUntil;
  private int noneBefore;

  /** Of the quotation that opens: its closing mark. */
  int end;

  void begin() {
    insideUntil = 0;
    noneBefore = 0;
  }

  boolean opens(char[] text, int at, int to) {
    char close = closing(text[at]);
    if (close == 0 || at < insideUntil || at < noneBefore) {
      return false;
    }
    int limit = Math.min(to, at + LENGTH_MAX);
    for (int i = at + 1; i < limit; i++) {
      if (text[i] == close || (close == '“' && text[i] == '”')) {
        end = i;
        insideUntil = i + 1;
        return i > at + 1;
      }
      if (text[i] == '\n') {
        limit = i;
      }
    }
    noneBefore = limit;
    return false;
  }

  private static char closing(char open) {
    return switch (open) {
      case '"' -> '"';
      case '“' -> '”';
      case '„' -> '“';
      case '«' -> '»';
      case '「' -> '」';
      default -> 0;
    };
  }
}
