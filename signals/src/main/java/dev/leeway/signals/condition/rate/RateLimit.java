package dev.leeway.signals.condition.rate;

import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.Rate;
import dev.leeway.signals.window.Slice;
import java.io.Serializable;

/**
 * How much agents may do or spend in a time, as an owner declared it.
 *
 * @param agent each agent that fits has the limit for itself
 * @param by dimension of which each value has the limit for itself; empty for the agent as a whole
 * @param atMost runs, tokens or US dollars of one period, above zero
 */
public record RateLimit(
    NamePattern agent, NamePattern environment, Rate rate, String by, double atMost, Period per)
    implements Serializable {

  public RateLimit {
    if (!(atMost > 0) || Double.isInfinite(atMost)) {
      throw new IllegalArgumentException("expected a limit above 0, came " + atMost);
    }
  }

  /** Whether the agent, or each value of a dimension of its, has the limit. */
  public boolean speaksOf(Slice ofAgent) {
    return agent.matches(ofAgent.agent()) && environment.matches(ofAgent.environment());
  }

  /** Such as {@code at most $200 a day}. */
  public String words() {
    return "at most %s %s%s"
        .formatted(RateText.amount(rate, atMost), per.each(), by.isEmpty() ? "" : ", each " + by);
  }

  boolean fits(Rate other, Slice slice) {
    // What was folded together is nobody's own.
    boolean one = !slice.value().equals(Dimensions.OTHER);
    return one && rate == other && by.equals(slice.dimension()) && speaksOf(slice);
  }
}
