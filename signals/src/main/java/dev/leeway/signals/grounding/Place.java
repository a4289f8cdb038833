package dev.leeway.signals.grounding;

/**
 * Knows where in a text the scanner is, and so whether a value there is claimed at all: the numbers
 * of lists, headings, copyright lines, code and steps are not.
 */
final class Place {
  private boolean code;
  private boolean heading;
  private boolean lineStart;
  private boolean copyright;
  private boolean structure;
  private boolean about;
  private boolean sentenceStart;

  void begin() {
    code = false;
    heading = false;
    lineStart = true;
    copyright = false;
    structure = false;
    about = false;
    sentenceStart = true;
  }

  /** Takes in a mark that is neither letter nor digit; where reading goes on. */
  int mark(char[] text, int at, int to) {
    char c = text[at];
    switch (c) {
      case '\n' -> {
        lineStart = true;
        heading = false;
        copyright = false;
        structure = false;
        about = false;
        sentenceStart = true;
      }
      case '`' -> {
        if (at + 2 < to && text[at + 1] == '`' && text[at + 2] == '`') {
          code = !code;
          return at + 3;
        }
      }
      case '#' -> {
        boolean opens = at + 1 < to && (text[at + 1] == ' ' || text[at + 1] == '#');
        heading |= lineStart && opens;
      }
      case '©' -> copyright = true;
      case '~', '≈' -> about = true;
      case '.', '!', '?', ':' -> {
        sentenceStart = true;
        structure = false;
        about = false;
      }
      case ',', ';', '(', ')' -> {
        structure = false;
        about = false;
      }
      default -> {}
    }
    return at + 1;
  }

  void word(int code) {
    lineStart = false;
    sentenceStart = false;
    structure = Lexicon.is(code, Lexicon.STRUCTURE);
    about |= Lexicon.is(code, Lexicon.ABOUT);
    copyright |= Lexicon.is(code, Lexicon.COPYRIGHT);
  }

  boolean inProse() {
    return !code;
  }

  boolean inHeading() {
    return heading || code;
  }

  /** Whether the next word begins a sentence, which capitals then don't tell from a name. */
  boolean startsSentence() {
    return sentenceStart;
  }

  boolean rounded() {
    return about;
  }

  /** Whether a value that begins here is one that the text claims. */
  boolean claimable(char[] text, int at, int to) {
    boolean ordinal = lineStart && countsList(text, at, to);
    boolean counts = structure;
    lineStart = false;
    structure = false;
    sentenceStart = false;
    return !ordinal && !counts && !code && !heading && !copyright;
  }

  /** "1. ", "12) ": the number of a list's item. */
  private static boolean countsList(char[] text, int at, int to) {
    int end = NumberReader.digits(text, at, Math.min(to, at + 4));
    boolean marked = end > at && end < to && (text[end] == '.' || text[end] == ')');
    return marked && (end + 1 >= to || text[end + 1] == ' ' || text[end + 1] == '\n');
  }
}
