package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.sequential.RateDetector;
import dev.leeway.signals.drift.sequential.RateNull;
import dev.leeway.signals.drift.sequential.Side;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Part C 3: panes of 200 runs that resemble each other (beta-binomial, correlation 0.01, so phi = 1
 * + 199 · 0.01). Panes until a false alarm at a limit of 1e4, with and without the division by phi.
 */
final class OverDispersion implements Experiment {
  private static final int RUNS = 200;
  private static final double RATE = 0.02;
  private static final double CORRELATION = 0.01;
  private static final double PHI = 1 + (RUNS - 1) * CORRELATION;
  private static final double LIMIT = 1e4;
  private static final int RATES = 10_000;
  private static final long SEED = 3;

  private final int repetitions;
  private final int panesMax;

  /**
   * @param repetitions how many runs the mean is over
   * @param panesMax where a run without alarm ends
   */
  OverDispersion(int repetitions, int panesMax) {
    this.repetitions = repetitions;
    this.panesMax = panesMax;
  }

  @Override
  public Outcome run() {
    double naive = meanRunLength(1);
    double tempered = meanRunLength(PHI);
    return new Outcome(
        "3",
        "beta-binomial panes of %d runs, correlation %s, limit %,.0f panes"
            .formatted(RUNS, CORRELATION, LIMIT),
        List.of(
            Outcome.Row.of("Leeway, divided by phi").with("panes to a false alarm", tempered),
            Outcome.Row.of("the same, not divided").with("panes to a false alarm", naive)),
        List.of(Outcome.Claim.atLeast("panes to a false alarm", tempered, 5_000)));
  }

  private double meanRunLength(double phi) {
    Binomial[] panes = panesOfDifferentRates();
    RateNull rate = new RateNull(RATE, 0, phi);
    SplittableRandom random = new SplittableRandom(SEED);
    long seen = 0;
    long alarms = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      RateDetector detector = new RateDetector();
      boolean alarm = false;
      for (int pane = 0; pane < panesMax && !alarm; pane++) {
        int bad = panes[random.nextInt(RATES)].draw(random);
        detector.step(bad, RUNS, rate, 0);
        alarm = detector.logM(Side.UP) >= Math.log(LIMIT);
        seen++;
      }
      alarms += alarm ? 1 : 0;
    }
    return alarms == 0 ? Double.NaN : (double) seen / alarms;
  }

  /** The rates at evenly spaced quantiles of the beta distribution, each as likely. */
  private static Binomial[] panesOfDifferentRates() {
    double concentration = 1 / CORRELATION - 1;
    BetaDistribution rates = BetaDistribution.of(RATE * concentration, (1 - RATE) * concentration);
    Binomial[] panes = new Binomial[RATES];
    for (int i = 0; i < RATES; i++) {
      panes[i] = new Binomial(RUNS, rates.inverseCumulativeProbability((i + 0.5) / RATES));
    }
    return panes;
  }
}
