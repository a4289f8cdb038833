package dev.leeway.signals.rule;

import java.io.Serializable;

/**
 * What one run may take at most, whatever its agent is used to: absolute, because what is usual is
 * only known where all runs come together, and that is after a run is over.
 *
 * @param steps calls of models and tools
 * @param tokens input and output tokens of its model calls
 * @param costUsd their reported cost
 */
public record SpendLimits(long steps, long tokens, double costUsd) implements Serializable {

  public SpendLimits {
    if (steps < 1 || tokens < 1 || !(costUsd > 0)) {
      throw new IllegalArgumentException(
          "limits of a run must be above 0: %d steps, %d tokens, %s USD"
              .formatted(steps, tokens, costUsd));
    }
  }

  public static SpendLimits defaults() {
    return new SpendLimits(1_000, 20_000_000, 50);
  }

  /** The greatest share of a limit that was used; 1 is at the limit. */
  double shareOf(Spend spend) {
    return Math.max(
        (double) spend.steps() / steps,
        Math.max((double) spend.tokens() / tokens, spend.usd() / costUsd));
  }
}
