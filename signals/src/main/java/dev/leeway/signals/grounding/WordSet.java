package dev.leeway.signals.grounding;

import java.util.Arrays;

/**
 * A set of hashes of which the smallest are kept: a fair sample when there are more. In a sorted
 * array, since they are few, and most of a long text's are too large to be kept.
 */
final class WordSet {
  /** Turned so that the order of signed numbers is that of unsigned hashes. */
  private final long[] turned;

  private int size;

  WordSet(int max) {
    turned = new long[max];
  }

  void add(long hash) {
    addTurned(hash ^ Long.MIN_VALUE);
  }

  private void addTurned(long hash) {
    boolean full = size == turned.length;
    if (full && hash >= turned[size - 1]) {
      return;
    }
    int at = Arrays.binarySearch(turned, 0, size, hash);
    if (at >= 0) {
      return;
    }
    int place = -at - 1;
    System.arraycopy(turned, place, turned, place + 1, (full ? size - 1 : size) - place);
    turned[place] = hash;
    size += full ? 0 : 1;
  }

  void merge(WordSet other) {
    for (int i = 0; i < other.size; i++) {
      addTurned(other.turned[i]);
    }
  }

  /** In the order of unsigned hashes. */
  long[] sorted() {
    long[] hashes = new long[size];
    Arrays.setAll(hashes, i -> turned[i] ^ Long.MIN_VALUE);
    return hashes;
  }
}
