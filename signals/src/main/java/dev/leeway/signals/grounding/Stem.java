package dev.leeway.signals.grounding;

/**
 * The hash of a word without its endings. A crude stemmer for English that does the same to every
 * other language: what counts is that a claim and its evidence lose the same letters. Used again
 * for the next word; not thread-safe.
 */
final class Stem {
  private static final int LETTERS_MAX = 48;
  private final char[] letters = new char[LETTERS_MAX];
  private int length;

  /** The hash of the word at {@code from}; letters beyond the 48th don't count. */
  long of(char[] text, int from, int to) {
    length = 0;
    int end = Math.min(to, from + LETTERS_MAX);
    for (int i = from; i < end; i++) {
      char c = text[i];
      letters[length++] =
          c < 128 ? (char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c) : Character.toLowerCase(c);
    }
    shorten();
    long hash = FactHash.BASIS;
    for (int i = 0; i < length; i++) {
      hash = FactHash.step(hash, letters[i]);
    }
    return FactHash.mix(hash);
  }

  static long of(String word) {
    char[] text = word.toCharArray();
    return new Stem().of(text, 0, text.length);
  }

  private void shorten() {
    if (ends("s") && length >= 4 && letters[length - 2] != 's') {
      length--;
      if (ends("ie") && length >= 4) {
        length--;
        letters[length - 1] = 'y';
      }
    }
    if (ends("ing") && length >= 6) {
      length -= 3;
    } else if (ends("ed") && length >= 5) {
      length -= 2;
    } else if (ends("ly") && length >= 6) {
      length -= 2;
    }
    if (ends("e") && length >= 4) {
      length--;
    }
    if (length >= 4 && letters[length - 1] == letters[length - 2]) {
      length--;
    }
  }

  private boolean ends(String ending) {
    int from = length - ending.length();
    if (from < 0) {
      return false;
    }
    for (int i = 0; i < ending.length(); i++) {
      if (letters[from + i] != ending.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
