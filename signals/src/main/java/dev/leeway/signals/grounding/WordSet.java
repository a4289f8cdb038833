package dev.leeway.signals.grounding;

import java.util.TreeSet;

/** A set of hashes of which the smallest are kept: a fair sample when there are more. */
final class WordSet {
  private final int max;
  private final TreeSet<Long> hashes = new TreeSet<>(Long::compareUnsigned);

  WordSet(int max) {
    this.max = max;
  }

  void add(long hash) {
    if (hashes.size() >= max && Long.compareUnsigned(hash, hashes.last()) > 0) {
      return;
    }
    hashes.add(hash);
    if (hashes.size() > max) {
      hashes.pollLast();
    }
  }

  void merge(WordSet other) {
    other.hashes.forEach(this::add);
  }

  long[] sorted() {
    return hashes.stream().mapToLong(hash -> hash).toArray();
  }
}
