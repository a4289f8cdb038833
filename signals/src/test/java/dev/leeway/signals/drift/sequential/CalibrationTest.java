package dev.leeway.signals.drift.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The promise in numbers, at a size that stays within seconds: part C 1, 3 and 12 of the drift
 * specification with shorter run lengths and fixed seeds.
 */
class CalibrationTest {

  @Test
  void meanRunLengthWithoutChangeIsAtLeastTheLimitSeed1() {
    RateNull rate = new RateNull(0.02, 0, 1);
    double limit = 2_000;
    SplittableRandom random = new SplittableRandom(1);
    double mean =
        meanOf(300, run -> runLength(random.split(), rate, Math.log(limit), 0.02, 0, 200_000));
    assertThat(mean).isBetween(limit, 1.9 * limit);
  }

  @Test
  void delayOfADoubledRateIsNearTheLordenBoundSeed2() {
    RateNull rate = new RateNull(0.02, 0, 1);
    double logLimit = Math.log(1e5);
    SplittableRandom random = new SplittableRandom(2);
    double delay = meanOf(300, run -> delayAfter(random.split(), rate, logLimit, 2_000, 0.04));
    double divergence = 0.04 * Math.log(0.04 / 0.02) + 0.96 * Math.log(0.96 / 0.98);
    assertThat(delay).isLessThan(850).isLessThan(1.5 * logLimit / divergence);
  }

  @Test
  void temperingRestoresTheRunLengthOfOverDispersedPanesSeed3() {
    // Beta-binomial panes of 200 with correlation 0.01: phi = 1 + 199 * 0.01 = 2.99.
    double limit = 1_000;
    SplittableRandom random = new SplittableRandom(3);
    double naive =
        meanOf(100, run -> overDispersedRunLength(random.split(), 1, Math.log(limit), 20_000));
    double tempered =
        meanOf(100, run -> overDispersedRunLength(random.split(), 2.99, Math.log(limit), 20_000));
    assertThat(naive).isLessThan(limit / 4);
    assertThat(tempered).isGreaterThan(limit / 2);
  }

  @Test
  void distributionDetectorKeepsItsRunLengthWithAnEstimatedReferenceSeed4() {
    SplittableRandom random = new SplittableRandom(4);
    double limit = 200;
    double mean =
        meanOf(
            60,
            run -> {
              SplittableRandom of = random.split();
              BinNull bins = BinNull.of(uniform(of, 2_000), ones(), 0.01);
              return stepsOver(of, bins, Math.log(limit), 4_000, 0);
            });
    assertThat(mean).isGreaterThan(limit);
  }

  @Test
  void distributionDetectorFindsAHalfMovedTopDecileWithinAFewPanesSeed5() {
    SplittableRandom random = new SplittableRandom(5);
    double mean =
        meanOf(
            100,
            run -> {
              SplittableRandom of = random.split();
              BinNull bins = BinNull.of(uniform(of, 5_000), ones(), 0.01);
              return stepsOver(of, bins, Math.log(1e5), 1_000, 0.35);
            });
    assertThat(mean).isLessThan(3);
  }

  @Test
  void ranksFindASlideWithFewerRunsThanBinsAndBinsFindWhatRanksCannotSeed6() {
    // A normal value that slides by one deviation; one that only widens.
    SplittableRandom random = new SplittableRandom(6);
    double slideByRanks = meanOf(60, run -> runsNeeded(random.split(), false, 1, 1));
    double slideByBins = meanOf(60, run -> runsNeeded(random.split(), true, 1, 1));
    assertThat(slideByRanks).isLessThan(0.8 * slideByBins);
    double wideByRanks = meanOf(20, run -> runsNeeded(random.split(), false, 0, 2));
    double wideByBins = meanOf(20, run -> runsNeeded(random.split(), true, 0, 2));
    assertThat(wideByBins).isLessThan(0.3 * wideByRanks);
  }

  /** Runs of {@code by + spread * normal} until log(1e5), panes of 5, at most 2,000. */
  private static double runsNeeded(
      SplittableRandom random, boolean byBins, double by, double spread) {
    double[] deciles = {-1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816};
    long[] reference = new long[10];
    Arrays.fill(reference, 500);
    BinNull bins = BinNull.of(reference, ones(), 0.01);
    LocationNull ranks = LocationNull.of(reference, 1, 0.01);
    DistributionDetector distribution = new DistributionDetector(10);
    LocationDetector location = new LocationDetector();
    for (int runs = 5; runs <= 2_000; runs += 5) {
      long[] counts = new long[10];
      for (int run = 0; run < 5; run++) {
        int found = Arrays.binarySearch(deciles, by + spread * random.nextGaussian());
        counts[found >= 0 ? found : -found - 1]++;
      }
      distribution.step(counts, bins, 0);
      location.step(counts, ranks, 0);
      if ((byBins ? distribution.logM() : location.logM()) >= Math.log(1e5)) {
        return runs;
      }
    }
    return 2_000;
  }

  /** Panes of 50 until the limit; a share {@code moved} of runs falls into the last bin. */
  private static double stepsOver(
      SplittableRandom random, BinNull bins, double logLimit, int most, double moved) {
    DistributionDetector detector = new DistributionDetector(10);
    for (int pane = 1; pane <= most; pane++) {
      long[] counts = new long[10];
      for (int run = 0; run < 50; run++) {
        counts[random.nextDouble() < moved ? 9 : random.nextInt(10)]++;
      }
      detector.step(counts, bins, 0);
      if (detector.logM() >= logLimit) {
        return pane;
      }
    }
    return most;
  }

  private static double runLength(
      SplittableRandom random, RateNull rate, double logLimit, double p, int from, int most) {
    RateDetector detector = new RateDetector();
    for (int event = 1; event <= most; event++) {
      detector.step(random.nextDouble() < p ? 1 : 0, 1, rate, 0);
      if (event > from && detector.logM(Side.UP) >= logLimit) {
        return event - from;
      }
    }
    return most - from;
  }

  /** Events after the change; a run that alarmed before it counts as found at once. */
  private static double delayAfter(
      SplittableRandom random, RateNull rate, double logLimit, int calm, double p) {
    RateDetector detector = new RateDetector();
    for (int event = 0; event < calm; event++) {
      detector.step(random.nextDouble() < 0.02 ? 1 : 0, 1, rate, 0);
    }
    for (int event = 1; ; event++) {
      detector.step(random.nextDouble() < p ? 1 : 0, 1, rate, 0);
      if (detector.logM(Side.UP) >= logLimit) {
        return event;
      }
    }
  }

  private static double overDispersedRunLength(
      SplittableRandom random, double phi, double logLimit, int most) {
    RateNull rate = new RateNull(0.02, 0, phi);
    RateDetector detector = new RateDetector();
    // Beta(a, b) with a + b = 1/rho - 1 = 99.
    for (int pane = 1; pane <= most; pane++) {
      double p = beta(random, 1.98, 97.02);
      long k = 0;
      for (int run = 0; run < 200; run++) {
        k += random.nextDouble() < p ? 1 : 0;
      }
      detector.step(k, 200, rate, 0);
      if (detector.logM(Side.UP) >= logLimit) {
        return pane;
      }
    }
    return most;
  }

  private static double beta(SplittableRandom random, double a, double b) {
    double x = gamma(random, a);
    return x / (x + gamma(random, b));
  }

  /** Marsaglia and Tsang 2000, for shapes of at least 1. */
  private static double gamma(SplittableRandom random, double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  private static double meanOf(int runs, IntToDoubleFunction length) {
    return IntStream.range(0, runs).mapToDouble(length).average().orElseThrow();
  }

  private static long[] uniform(SplittableRandom random, int runs) {
    long[] counts = new long[10];
    for (int run = 0; run < runs; run++) {
      counts[random.nextInt(10)]++;
    }
    return counts;
  }

  private static double[] ones() {
    double[] ones = new double[10];
    Arrays.fill(ones, 1);
    return ones;
  }
}
