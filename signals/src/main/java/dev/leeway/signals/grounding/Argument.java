package dev.leeway.signals.grounding;

import java.util.Comparator;

/**
 * A checkable value in the arguments of a tool call.
 *
 * @param millis when the call began: only what was known before can be its ground
 * @param ends bits of how the calls with it ended
 */
record Argument(long spanId, long millis, Claim claim, int ends) {
  private static final Comparator<Argument> EARLIEST_FIRST =
      Comparator.comparingLong(Argument::millis)
          .thenComparing(Argument::spanId, Long::compareUnsigned)
          .thenComparingInt(argument -> argument.claim().value().start());

  /** Whether no tool took it: what was refused did nothing, and is counted as a refusal. */
  boolean onlyRefused() {
    return ends == CallEnd.REFUSED.bit();
  }

  /** The same value once more: the earlier of the two, and how both ended. */
  Argument with(Argument other) {
    Argument first = EARLIEST_FIRST.compare(this, other) <= 0 ? this : other;
    return new Argument(first.spanId, first.millis, first.claim, ends | other.ends);
  }
}
