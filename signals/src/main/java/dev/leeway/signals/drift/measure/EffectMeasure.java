package dev.leeway.signals.drift.measure;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far a window is from a baseline, for the gate: one number that is zero when nothing changed,
 * and whether the number of runs supports it.
 */
public enum EffectMeasure {
  /** PSI over bins with half a run added to each, less its mean under no change. */
  PSI {
    @Override
    public double of(long[] reference, long[] current, double phi) {
      return nullOf(reference, current, phi).debiased(Distances.psi(reference, current));
    }

    @Override
    public boolean surelyAbove(
        double tolerance, long[] reference, long[] current, double phi, double level) {
      return Distances.psi(reference, current)
          > nullOf(reference, current, phi).toleranceLimit(level, tolerance);
    }

    private PsiNull nullOf(long[] reference, long[] current, double phi) {
      return PsiNull.of(
          reference.length, Arrays.stream(reference).sum(), Arrays.stream(current).sum(), phi);
    }
  },

  /** Size of the log rate ratio of the second of two bins. */
  LOG_RATE_RATIO {
    @Override
    public double of(long[] reference, long[] current, double phi) {
      return Math.abs(ratesOf(reference, current).logRateRatio());
    }

    @Override
    public boolean surelyAbove(
        double tolerance, long[] reference, long[] current, double phi, double level) {
      double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(level);
      TwoProportions rates = ratesOf(reference, current);
      return Math.abs(rates.logRateRatio()) - z * rates.logRateRatioError(phi) > tolerance;
    }

    private TwoProportions ratesOf(long[] reference, long[] current) {
      return TwoProportions.of(
          reference[1], reference[0] + reference[1], current[1], current[0] + current[1]);
    }
  };

  /**
   * The effect, zero or more.
   *
   * @param phi over-dispersion of the counts, at least 1
   */
  public abstract double of(long[] reference, long[] current, double phi);

  /** Whether the true effect is above a tolerance, at a one-sided level such as 0.999. */
  public abstract boolean surelyAbove(
      double tolerance, long[] reference, long[] current, double phi, double level);
}
