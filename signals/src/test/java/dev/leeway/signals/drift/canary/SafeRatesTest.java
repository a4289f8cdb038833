package dev.leeway.signals.drift.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeRatesTest {
  private static final double LOG_LIMIT = Math.log(20);

  /**
   * By hand. Before the first block both means are 1/2 and p_0 too: it says nothing. One good run
   * of a and one bad of b later they are 0.18/1.36 and 1.18/1.36, p_0 is 1/2 again; the second
   * block, the same once more, multiplies by (1.18/1.36 / 0.5)^2 = 3.011246.
   */
  @Test
  void theSecondBlockCountsWhatTheFirstTaught() {
    Block oneGoodOneBad = Draws.block(0, Arm.rate(0, 1), Arm.rate(1, 1));
    assertThat(SafeRates.of(List.of(oneGoodOneBad)).logUnequal()).isZero();
    SafeRates two = SafeRates.of(List.of(oneGoodOneBad, oneGoodOneBad));
    assertThat(Math.exp(two.logUnequal())).isCloseTo(3.011246, within(1e-6));
    assertThat(two.logAbove(0)).isEqualTo(two.logUnequal());
    assertThat(two.logBelow(0)).isZero();
    assertThat(two.effect()).isEqualTo(1);
  }

  /**
   * By hand. After (1 of 4, 2 of 2) the means are 1.18/4.36 = 0.270642 and 2.18/2.36 = 0.923729; in
   * a block of 3 and 1 runs p_0 = (3 * 0.270642 + 0.923729)/4 = 0.433914. With 1 bad of 3 and 1 of
   * 1: 0.270642/0.433914 * (0.729358/0.566086)^2 * 0.923729/0.433914 = 2.204191.
   */
  @Test
  void theMeanOfBothIsWeightedByTheSizesOfTheBlock() {
    SafeRates rates =
        SafeRates.of(
            List.of(
                Draws.block(0, Arm.rate(1, 4), Arm.rate(2, 2)),
                Draws.block(1, Arm.rate(1, 3), Arm.rate(1, 1))));
    assertThat(Math.exp(rates.logUnequal())).isCloseTo(2.204191, within(1e-5));
  }

  @Test
  void theNearestPairOfTheNullHasTheLeastDivergence() {
    double q = SafeRates.nearest(0.02, 0.03, 0.05, 90, 10);
    double least = divergence(q, 0.05);
    for (double x = 0.0005; x < 0.9; x += 0.0005) {
      assertThat(divergence(x, 0.05)).isGreaterThanOrEqualTo(least);
    }
  }

  private static double divergence(double x, double shift) {
    return 90 * kl(0.02, x) + 10 * kl(0.03, x + shift);
  }

  private static double kl(double p, double q) {
    return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whoIsCalledBaselineChangesTheSignOnly(long seed) {
    List<Block> blocks = Draws.rates(new SplittableRandom(seed), 40, 12, 5, i -> 0.1, rate -> 0.2);
    SafeRates rates = SafeRates.of(blocks);
    SafeRates swapped = SafeRates.of(blocks.stream().map(Block::swapped).toList());
    assertThat(swapped.logUnequal()).isCloseTo(rates.logUnequal(), within(1e-9));
    assertThat(swapped.logBelow(-0.05)).isCloseTo(rates.logAbove(0.05), within(1e-6));
    assertThat(swapped.effect()).isCloseTo(-rates.effect(), within(1e-12));
    assertThat(swapped.upperLimit(LOG_LIMIT)).isCloseTo(-rates.lowerLimit(LOG_LIMIT), within(1e-6));
  }

  @Test
  void withoutBlocksThereIsNoEvidenceAndNoLimit() {
    SafeRates nothing = SafeRates.of(List.of());
    assertThat(nothing.effect()).isNaN();
    assertThat(nothing.logAbove(0)).isZero();
    assertThat(nothing.lowerLimit(LOG_LIMIT)).isEqualTo(-1);
    assertThat(nothing.upperLimit(LOG_LIMIT)).isEqualTo(1);
  }

  /** Looked at after every block, while the rate of both goes up and down and breaks down once. */
  @Test
  void equalRatesAreCalledWorseWithAChanceOfAtMostAlphaSeed11() {
    SplittableRandom random = new SplittableRandom(11);
    double share =
        shareReaching(
            400,
            () ->
                Draws.rates(
                    random.split(),
                    150,
                    9,
                    3,
                    i -> i == 70 ? 0.6 : 0.05 + 0.04 * Math.sin(i / 9.0),
                    rate -> rate),
            rates -> rates.logAbove(0));
    assertThat(share).isLessThanOrEqualTo(0.05);
  }

  @Test
  void aWorseningByTheMarginIsExcludedWithAChanceOfAtMostAlphaSeed12() {
    SplittableRandom random = new SplittableRandom(12);
    double share =
        shareReaching(
            300,
            () -> Draws.rates(random.split(), 120, 8, 8, i -> 0.02, rate -> rate + 0.02),
            rates -> rates.logBelow(0.02));
    assertThat(share).isLessThanOrEqualTo(0.05);
  }

  @Test
  void aDoubledErrorRateIsProvenWithinTwoThousandRunsSeed13() {
    SplittableRandom random = new SplittableRandom(13);
    int proven = 0;
    for (int run = 0; run < 60; run++) {
      SafeRates rates =
          SafeRates.of(Draws.rates(random.split(), 200, 10, 10, i -> 0.05, rate -> 2 * rate));
      proven += rates.logAbove(0) >= LOG_LIMIT ? 1 : 0;
    }
    assertThat(proven).isGreaterThanOrEqualTo(54);
  }

  @Test
  void limitsHoldTheTrueDifferenceSeed14() {
    SplittableRandom random = new SplittableRandom(14);
    int missed = 0;
    for (int run = 0; run < 60; run++) {
      SafeRates rates =
          SafeRates.of(Draws.rates(random.split(), 60, 10, 10, i -> 0.1, rate -> rate + 0.1));
      double low = rates.lowerLimit(Math.log(40));
      double high = rates.upperLimit(Math.log(40));
      assertThat(low).isLessThan(rates.effect());
      assertThat(high).isGreaterThan(rates.effect());
      missed += low > 0.1 || high < 0.1 ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(3);
  }

  /** Runs come in threes that share their fate: the naive test is three times too sure. */
  @Test
  void runsThatShareTheirFateAreToldByTheDispersionSeed15() {
    SplittableRandom random = new SplittableRandom(15);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      blocks.add(
          Draws.block(
              i,
              Arm.rate(3 * Draws.binomial(random, 4, 0.2), 12),
              Arm.rate(3 * Draws.binomial(random, 4, 0.2), 12)));
    }
    assertThat(SafeRates.of(blocks).phi()).isBetween(2.4, 3.6);
  }

  @Test
  void theEstimateOfTheSampleThatIsNeededIsNearTheSampleThatWasSeed16() {
    SplittableRandom random = new SplittableRandom(16);
    double[] needed =
        IntStream.range(0, 40)
            .mapToDouble(run -> {
              List<Block> all = Draws.rates(random.split(), 4_000, 9, 3, i -> 0.03, rate -> rate);
              for (int blocks = 50; ; blocks += 25) {
                if (SafeRates.of(all.subList(0, blocks)).logBelow(0.02) >= LOG_LIMIT) {
                  return blocks * 3;
                }
              }
            })
            .toArray();
    List<Block> some = Draws.rates(random.split(), 200, 9, 3, i -> 0.03, rate -> rate);
    SideBySide values = new SideBySide(some, 0, 0);
    Long estimate = SampleNeeded.toExclude(SafeRates.of(some), values, 0.02, LOG_LIMIT);
    double mean = IntStream.range(0, needed.length).mapToDouble(i -> needed[i]).average().orElse(0);
    assertThat(estimate).isBetween(Math.round(0.6 * mean), Math.round(1.7 * mean));
  }

  private interface Drawn {
    List<Block> blocks();
  }

  private interface Evidence {
    double of(SafeRates rates);
  }

  /** The share of draws in which the evidence reaches the limit at any block. */
  private static double shareReaching(int draws, Drawn drawn, Evidence evidence) {
    int reached = 0;
    for (int draw = 0; draw < draws; draw++) {
      List<Block> blocks = drawn.blocks();
      boolean ever = false;
      for (int end = 5; end <= blocks.size() && !ever; end += 5) {
        ever = evidence.of(SafeRates.of(blocks.subList(0, end))) >= LOG_LIMIT;
      }
      reached += ever ? 1 : 0;
    }
    return (double) reached / draws;
  }
}
