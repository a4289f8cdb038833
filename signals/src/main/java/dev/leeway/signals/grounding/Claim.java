package dev.leeway.signals.grounding;

import java.util.Arrays;

/**
 * Something that a text says and that can be looked up.
 *
 * @param value in canonical form; of a name or quotation only its kind and place
 * @param labels lower halves of the hashes of the last one, two and three words before it
 * @param words of a name its words, of a quotation its rows of three words
 */
@SuppressWarnings("ArrayRecordComponent") // Inside of the package, and never compared as a whole.
record Claim(Value value, int[] labels, long[] words) {
  static final int WORDS_MAX = 8;
  static final long[] NO_WORDS = new long[0];
  static final int[] NO_LABELS = new int[0];

  static Claim of(Value value, long[] labels) {
    int count = 0;
    while (count < labels.length && labels[count] != 0) {
      count++;
    }
    int[] lower = new int[count];
    for (int i = 0; i < count; i++) {
      lower[i] = (int) labels[i];
    }
    return new Claim(value, count == 0 ? NO_LABELS : lower, NO_WORDS);
  }

  static Claim ofWords(ClaimKind kind, long[] words, int count, int start, int end) {
    Value place = Value.text(kind, 0, start, end, true);
    return new Claim(place, NO_LABELS, Arrays.copyOf(words, count));
  }

  /** Whether such a value is checked at all: small whole numbers are everywhere. */
  static boolean checkable(Value value) {
    boolean small = value.number() < 10 && value.number() == Math.rint(value.number());
    return value.claimable() && !(value.kind() == ClaimKind.NUMBER && small);
  }
}
