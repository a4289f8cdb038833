package dev.leeway.signals.rule;

/**
 * When repeated tool calls are a loop (signals.md, {@code loop.repeat}). Polling whose result
 * changes and pagination whose arguments change are not.
 *
 * @param repeats so many calls of the same tool with the same arguments and the same result; a
 *     result that was not captured equals another such
 * @param unseenRepeats so many calls of the same tool in a row, no other between, whose arguments
 *     were not captured
 * @param keysMax different calls that are remembered; beyond, the least repeated is forgotten
 */
public record LoopRule(int repeats, int unseenRepeats, int keysMax) {

  public LoopRule {
    if (repeats < 2) {
      throw new IllegalArgumentException("repeats must be at least 2: " + repeats);
    }
    if (unseenRepeats < 2 || unseenRepeats > RecentCalls.SIZE_MAX) {
      throw new IllegalArgumentException(
          "unseen repeats must be from 2 to %d: %d".formatted(RecentCalls.SIZE_MAX, unseenRepeats));
    }
    if (keysMax < 1) {
      throw new IllegalArgumentException("keys must be at least 1: " + keysMax);
    }
  }

  public static LoopRule defaults() {
    return new LoopRule(5, 25, 64);
  }

  /** The rule with room for every call of a whole run: for judging one that is over. */
  public LoopRule unbounded() {
    return new LoopRule(repeats, unseenRepeats, Integer.MAX_VALUE);
  }
}
