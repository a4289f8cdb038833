package dev.leeway.signals.grounding;

/**
 * Gathers capitalised words in a row into names. A row that a colon follows is a label and no name,
 * and a word that begins a sentence does not tell.
 */
final class NameTrail {
  private static final int WORDS_MAX = 8;
  private static final int GAP_MAX = 8;
  private final FactSink sink;
  private final long[] words = new long[WORDS_MAX];
  private int count;
  private int capitals;
  private int start;
  private int end;

  NameTrail(FactSink sink) {
    this.sink = sink;
  }

  void begin() {
    forget();
  }

  void word(char[] text, int from, int to, long hash, int code, Place place) {
    boolean content = !Lexicon.isStop(code) && to - from >= 3;
    boolean capital = Character.isUpperCase(text[from]) && to - from > 1;
    boolean shouting = capital && to - from > 2 && Character.isUpperCase(text[from + 1]);
    if (place.inHeading() || shouting) {
      flush();
      return;
    }
    if (!capital) {
      if (!Lexicon.is(code, Lexicon.JOINS_NAME)) {
        flush();
      }
      return;
    }
    if (capitals == 0 && !content) {
      return;
    }
    if (capitals > 0 && from > end + GAP_MAX) {
      flush();
    }
    if (capitals == 0) {
      start = from;
    }
    end = to;
    capitals++;
    boolean tells = content && !(place.startsSentence() && capitals == 1);
    if (tells && count < WORDS_MAX) {
      words[count++] = hash;
    }
  }

  /** A mark stands here. */
  void breakAt(char c) {
    if (c == ':') {
      forget();
    } else {
      flush();
    }
  }

  void flush() {
    if (capitals >= 2 && count > 0) {
      sink.name(words, count, start, end);
    }
    forget();
  }

  private void forget() {
    count = 0;
    capitals = 0;
  }
}
