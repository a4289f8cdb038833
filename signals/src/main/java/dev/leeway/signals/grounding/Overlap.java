package dev.leeway.signals.grounding;

import java.util.function.LongToIntFunction;

/**
 * How much of a set is in another.
 *
 * @param of how many there are
 * @param decided how many could be looked for
 * @param novel those that are not there
 */
public record Overlap(int of, int decided, int novel) {

  static Overlap of(long[] hashes, LongToIntFunction find) {
    int decided = 0;
    int novel = 0;
    for (long hash : hashes) {
      int found = find.applyAsInt(hash);
      decided += found == TokenSample.UNKNOWN ? 0 : 1;
      novel += found == TokenSample.ABSENT ? 1 : 0;
    }
    return new Overlap(hashes.length, decided, novel);
  }

  /** Zero where nothing could be looked for. */
  public double novelShare() {
    return decided == 0 ? 0 : (double) novel / decided;
  }
}
