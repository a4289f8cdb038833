package dev.leeway.signals.drift.seasonal;

import dev.leeway.signals.drift.sequential.PValues;

/**
 * How unusual a slot is for its series.
 *
 * @param value of the slot
 * @param expected median of the same slot in the last four weeks
 * @param residual how far the one is from the other, as {@link SlotValue#residual} says
 * @param p conformal p-value, in (0, 1]: at most 1/(past + 1) where nothing was ever as unusual
 * @param past residuals that it rests on
 */
public record ConformalVerdict(double value, double expected, double residual, double p, int past) {

  /** As evidence for an e-detector: {@link PValues#mixtureEvalue}. */
  public double logEvalue() {
    return Math.log(PValues.mixtureEvalue(p));
  }
}
