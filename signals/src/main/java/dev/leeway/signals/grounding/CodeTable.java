package dev.leeway.signals.grounding;

import java.util.Map;

/** A fixed map from a word's hash to a code; 0 is no code. Immutable, so thread-safe. */
final class CodeTable {
  private final long[] keys;
  private final int[] codes;
  private final int mask;

  CodeTable(Map<Long, Integer> entries) {
    int size = Integer.highestOneBit(Math.max(16, entries.size() * 4));
    mask = size - 1;
    keys = new long[size];
    codes = new int[size];
    entries.forEach((key, code) -> {
      int at = (int) (long) key & mask;
      while (codes[at] != 0) {
        at = (at + 1) & mask;
      }
      keys[at] = key;
      codes[at] = code;
    });
  }

  int code(long key) {
    int at = (int) key & mask;
    while (codes[at] != 0) {
      if (keys[at] == key) {
        return codes[at];
      }
      at = (at + 1) & mask;
    }
    return 0;
  }
}
