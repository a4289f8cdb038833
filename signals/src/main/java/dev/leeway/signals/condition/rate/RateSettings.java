package dev.leeway.signals.condition.rate;

import java.util.List;

/**
 * When the rate of an agent's runs, tokens or cost is told.
 *
 * @param watched whether surges and slumps are looked for
 * @param surge times the busiest five minutes that are usual, above 1
 * @param slump part of the quietest five minutes that are usual, below 1
 * @param limits what owners declared
 */
public record RateSettings(boolean watched, double surge, double slump, List<RateLimit> limits) {
  public RateSettings {
    if (!(surge > 1) || !(slump > 0 && slump < 1)) {
      throw new IllegalArgumentException(
          "expected a surge above 1 and a slump within (0, 1), came " + surge + " and " + slump);
    }
    limits = List.copyOf(limits);
  }

  public static RateSettings defaults() {
    return new RateSettings(true, 2, 0.5, List.of());
  }
}
