package dev.leeway.signals.drift.canary;

/**
 * Evidence on how far the candidate is from the baseline in one signal. Both sides are e-processes:
 * as long as their null is true, the chance that one ever reaches {@code 1/alpha} is at most alpha,
 * however often one looks (Ville, 1939).
 */
public sealed interface Comparison permits SafeRates, MeanSequence {

  /** The estimated effect on this comparison's own scale; NaN without data. */
  double effect();

  /** Log e-value against "the effect is at most this"; zero or less without evidence. */
  double logAbove(double effect);

  /** Log e-value against "the effect is at least this"; zero or less without evidence. */
  double logBelow(double effect);

  /** The least effect that can be. */
  double least();

  /** The greatest effect that can be. */
  double greatest();

  /**
   * The greatest effect that the evidence excludes from below: the effect is above it, at this
   * limit; {@link #least} where nothing is excluded.
   */
  default double lowerLimit(double logLimit) {
    if (Double.isNaN(effect()) || !(logAbove(least()) >= logLimit)) {
      return least();
    }
    double excluded = least();
    double possible = Math.min(effect(), greatest());
    for (int step = 0; step < STEPS; step++) {
      double middle = (excluded + possible) / 2;
      if (logAbove(middle) >= logLimit) {
        excluded = middle;
      } else {
        possible = middle;
      }
    }
    return excluded;
  }

  /** The least effect that the evidence excludes from above; {@link #greatest} where none is. */
  default double upperLimit(double logLimit) {
    if (Double.isNaN(effect()) || !(logBelow(greatest()) >= logLimit)) {
      return greatest();
    }
    double excluded = greatest();
    double possible = effect();
    for (int step = 0; step < STEPS; step++) {
      double middle = (excluded + possible) / 2;
      if (logBelow(middle) >= logLimit) {
        excluded = middle;
      } else {
        possible = middle;
      }
    }
    return excluded;
  }

  /** Halvings of the range of effects. */
  int STEPS = 30;
}
