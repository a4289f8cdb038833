package dev.leeway.signals.grounding;

import org.jspecify.annotations.Nullable;

/** Keeps the last content words of a clause: the label of the value that follows. */
final class LabelTrail {
  static final int WORDS = 3;
  static final long[] NONE = new long[WORDS];
  private final long[] recent = new long[WORDS];
  private long @Nullable [] key;
  private int count;
  private boolean stated;

  void begin(long @Nullable [] jsonKey) {
    key = jsonKey;
    count = 0;
    stated = false;
  }

  void word(long hash, boolean content) {
    if (content) {
      recent[2] = recent[1];
      recent[1] = recent[0];
      recent[0] = hash;
      count = Math.min(WORDS, count + 1);
      stated = false;
    }
  }

  void mark(char c) {
    switch (c) {
      case ':', '=', '|' -> stated = true;
      case '.', ',', ';', '!', '?', '\n', '(', ')', '[', ']' -> {
        count = 0;
        stated = false;
      }
      default -> {}
    }
  }

  boolean stated() {
    return key != null || (stated && count > 0);
  }

  /** As {@link FactSink#value} has them; a new array. */
  long[] hashes() {
    return key != null ? key : of(recent, count);
  }

  /** The last word, the last two, the last three; the latest comes first in {@code latest}. */
  static long[] of(long[] latest, int count) {
    if (count == 0) {
      return NONE;
    }
    long[] hashes = new long[WORDS];
    long hash = 0;
    for (int i = 0; i < count; i++) {
      hash = FactHash.then(hash, latest[i]);
      hashes[i] = hash;
    }
    return hashes;
  }
}
