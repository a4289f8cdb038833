package dev.leeway.telemetry.price;

/**
 * US dollars per million tokens of a model.
 *
 * @param cacheRead for input tokens read from a cache; the input's price where there is no other
 * @param cacheWrite for input tokens written to a cache; likewise
 */
public record Price(double input, double output, double cacheRead, double cacheWrite) {
  private static final double MILLION = 1e6;

  public Price {
    if (!(input >= 0 && output >= 0 && cacheRead >= 0 && cacheWrite >= 0)) {
      throw new IllegalArgumentException(
          "prices must be >= 0: %s, %s, %s, %s".formatted(input, output, cacheRead, cacheWrite));
    }
  }

  /** The cost in US dollars by the inclusive convention: cached tokens are part of the input. */
  public double costOf(long inputTokens, long outputTokens, long cacheReads, long cacheWrites) {
    long uncached = Math.max(0, inputTokens - cacheReads - cacheWrites);
    return (uncached * input
            + outputTokens * output
            + cacheReads * cacheRead
            + cacheWrites * cacheWrite)
        / MILLION;
  }
}
