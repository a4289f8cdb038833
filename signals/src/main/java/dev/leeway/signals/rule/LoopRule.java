package dev.leeway.signals.rule;

import java.io.Serializable;

/**
 * When a run that still goes on is a loop, so that somebody is told (signals.md, {@code loop.*}).
 * Polling whose result changes and pagination whose arguments change are not.
 *
 * @param repeats so many calls of the same tool with the same arguments and the same result; a
 *     result that was not captured equals another such
 * @param actingRepeats so many calls with the same arguments of a tool that changes something, such
 *     as one that adds to an order, whatever it answers
 * @param nearRepeats so many calls of the same tool whose arguments have the same numbers and
 *     nearly the same words
 * @param unseenRepeats so many calls of the same tool in a row, no other between, whose arguments
 *     were not captured
 * @param cycleRounds so many rounds of two to four calls in turn without news
 * @param growthCalls so many calls in which a quantity grows, to at least {@code growthFactor}
 *     times the first; of a number that is not named like a quantity half as many again
 * @param growthFactor see {@code growthCalls}
 * @param quantityMax no run lets a quantity grow to this
 * @param errors so many times the same error
 * @param outputs so many times the same answer of a model
 * @param codes so many times the same code
 * @param spend what a run may take at most
 * @param symptoms from when on a run that is over counts as looped
 * @param keysMax different calls that are remembered; beyond, the least repeated is forgotten
 */
public record LoopRule(
    int repeats,
    int actingRepeats,
    int nearRepeats,
    int unseenRepeats,
    int cycleRounds,
    int growthCalls,
    double growthFactor,
    double quantityMax,
    int errors,
    int outputs,
    int codes,
    SpendLimits spend,
    LoopSymptoms symptoms,
    int keysMax)
    implements Serializable {

  /** Room for every call of a run that is over; beyond, the least repeated says nothing. */
  private static final int KEYS_OF_WHOLE_RUN = 4_096;

  public LoopRule {
    atLeast("repeats", repeats, 2);
    atLeast("acting repeats", actingRepeats, 2);
    atLeast("near repeats", nearRepeats, 2);
    atLeast("cycle rounds", cycleRounds, 2);
    atLeast("growth calls", growthCalls, 3);
    atLeast("errors", errors, 2);
    atLeast("outputs", outputs, 2);
    atLeast("codes", codes, 2);
    atLeast("keys", keysMax, 1);
    if (unseenRepeats < 2 || unseenRepeats > RecentCalls.SIZE_MAX) {
      throw new IllegalArgumentException(
          "unseen repeats must be from 2 to %d: %d".formatted(RecentCalls.SIZE_MAX, unseenRepeats));
    }
    if (!(growthFactor > 1)) {
      throw new IllegalArgumentException("growth factor must be above 1: " + growthFactor);
    }
    if (!(quantityMax > 0)) {
      throw new IllegalArgumentException("greatest quantity must be above 0: " + quantityMax);
    }
  }

  public static LoopRule defaults() {
    return new LoopRule(
        5, 8, 8, 25, 3, 4, 3, 200, 5, 5, 4, SpendLimits.defaults(), LoopSymptoms.defaults(), 32);
  }

  /** The rule with room for every call of a whole run: for judging one that is over. */
  public LoopRule unbounded() {
    return new LoopRule(
        repeats,
        actingRepeats,
        nearRepeats,
        unseenRepeats,
        cycleRounds,
        growthCalls,
        growthFactor,
        quantityMax,
        errors,
        outputs,
        codes,
        spend,
        symptoms,
        KEYS_OF_WHOLE_RUN);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d: %d".formatted(name, least, value));
    }
  }
}
