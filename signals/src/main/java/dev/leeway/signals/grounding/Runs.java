package dev.leeway.signals.grounding;

/** Where runs of letters, digits and what joins them end. */
final class Runs {
  /** A longer run is no word and no id. */
  static final int LENGTH_MAX = 256;

  private Runs() {}

  static boolean isLetter(char c) {
    return c < 128 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : Character.isLetter(c);
  }

  /** The run of letters, digits and what joins them. */
  static int end(char[] text, int from, int to) {
    int at = from;
    while (at < to) {
      char c = text[at];
      if (c < 128 ? isLetter(c) || (c >= '0' && c <= '9') : Character.isLetterOrDigit(c)) {
        at++;
      } else if ((c == '_' || c == '-') && at + 1 < to && Character.isLetterOrDigit(text[at + 1])) {
        at += 2;
      } else if (Character.isHighSurrogate(c) || Character.isLowSurrogate(c)) {
        at++;
      } else {
        break;
      }
    }
    return Math.max(at, from + 1);
  }
}
