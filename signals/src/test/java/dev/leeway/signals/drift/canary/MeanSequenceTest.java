package dev.leeway.signals.drift.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeanSequenceTest {
  private static final double LOG_LIMIT = Math.log(20);

  /** The definition: a normal likelihood ratio, mixed over half a normal with deviation 0.1. */
  @ParameterizedTest
  @CsvSource({"0, 10", "1.5, 100", "3, 400", "-2, 400", "5, 5000", "-6, 900"})
  void theEvalueIsTheMixtureThatItIsSaidToBe(double z, double t) {
    double sum = 0;
    double step = 1e-5;
    for (double x = step / 2; x < 1; x += step) {
      double prior = 2 / (0.1 * Math.sqrt(2 * Math.PI)) * Math.exp(-x * x / 0.02);
      sum += step * prior * Math.exp(x * z * Math.sqrt(t) - x * x * t / 2);
    }
    assertThat(MeanSequence.logE(z, t)).isCloseTo(Math.log(sum), within(1e-6));
  }

  @Test
  void farFromTheNullOnTheWrongSideTheEvalueIsSmallAndFinite() {
    assertThat(MeanSequence.logE(-400, 1_000)).isBetween(-20.0, -5.0);
    assertThat(MeanSequence.logE(-29.9, 1e6))
        .isCloseTo(MeanSequence.logE(-30.1, 1e6), within(0.02));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void whoIsCalledBaselineChangesTheSignOnly(long seed) {
    List<Block> blocks = Draws.logNormal(new SplittableRandom(seed), 50, 9, 4, 0.7, i -> 7, 0.2);
    MeanSequence means = MeanSequence.ofDifference(blocks);
    MeanSequence swapped = MeanSequence.ofDifference(blocks.stream().map(Block::swapped).toList());
    assertThat(swapped.effect()).isCloseTo(-means.effect(), within(1e-9));
    assertThat(swapped.logBelow(-0.1)).isCloseTo(means.logAbove(0.1), within(1e-9));
  }

  /** Traffic grows harder for both by a factor of three, and the split of traffic does not help. */
  @Test
  void equalVersionsAreCalledWorseWithAChanceOfAtMostAlphaSeed21() {
    SplittableRandom random = new SplittableRandom(21);
    int ever = 0;
    for (int draw = 0; draw < 400; draw++) {
      List<Block> blocks = Draws.logNormal(random.split(), 200, 9, 3, 0.9, i -> 6 + i / 180.0, 0);
      ever += reaches(blocks, 70, 0) ? 1 : 0;
    }
    assertThat(ever / 400.0).isLessThanOrEqualTo(0.05);
  }

  @Test
  void aQuarterSlowerIsProvenSeed22() {
    SplittableRandom random = new SplittableRandom(22);
    int proven = 0;
    for (int draw = 0; draw < 60; draw++) {
      List<Block> blocks =
          Draws.logNormal(random.split(), 100, 10, 10, 0.8, i -> 7, Math.log(1.25));
      proven += MeanSequence.ofDifference(blocks).logAbove(0) >= LOG_LIMIT ? 1 : 0;
    }
    assertThat(proven).isGreaterThanOrEqualTo(54);
  }

  @Test
  void withoutTheSpreadOfRunsThatOfBlocksServesSeed23() {
    SplittableRandom random = new SplittableRandom(23);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      blocks.add(
          Draws.block(
              i, sumOnly(Draws.normal(random, 20, 4, 1)), sumOnly(Draws.normal(random, 20, 5, 1))));
    }
    assertThat(MeanSequence.ofRatio(blocks.subList(0, 19)).known()).isFalse();
    assertThat(MeanSequence.ofRatio(blocks.subList(0, 19)).logAbove(1))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    MeanSequence means = MeanSequence.ofRatio(blocks);
    assertThat(means.effect()).isCloseTo(1.25, within(0.02));
    assertThat(means.lowerLimit(LOG_LIMIT)).isBetween(1.18, 1.25);
    assertThat(means.upperLimit(LOG_LIMIT)).isBetween(1.25, 1.32);
  }

  @Test
  void blocksThatVaryMoreThanTheirRunsWidenTheLimitsSeed24() {
    SplittableRandom random = new SplittableRandom(24);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double ofBaseline = 7 + 0.5 * random.nextGaussian();
      double ofCandidate = 7 + 0.5 * random.nextGaussian();
      blocks.add(
          Draws.block(
              i,
              Draws.normal(random, 50, ofBaseline, 0.2),
              Draws.normal(random, 50, ofCandidate, 0.2)));
    }
    MeanSequence means = MeanSequence.ofDifference(blocks);
    // sd of the mean of 60 differences, each with variance 2 * 0.5^2: 0.09; the limits are 3 of it.
    assertThat(means.upperLimit(LOG_LIMIT) - means.lowerLimit(LOG_LIMIT)).isBetween(0.35, 0.9);
  }

  @Test
  void valuesThatNeverChangeAreKnownToOnePerCent() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      blocks.add(Draws.block(i, new Arm(10, 30, 30, 90), new Arm(10, 30, 30, 90)));
    }
    MeanSequence means = MeanSequence.ofRatio(blocks);
    assertThat(means.effect()).isEqualTo(1);
    assertThat(means.upperLimit(LOG_LIMIT)).isBetween(1.0001, 1.01);
  }

  @Test
  void withoutBlocksThereIsNoEvidence() {
    MeanSequence nothing = MeanSequence.ofRatio(List.of());
    assertThat(nothing.effect()).isNaN();
    assertThat(nothing.known()).isFalse();
    assertThat(nothing.lowerLimit(LOG_LIMIT)).isEqualTo(0);
    assertThat(nothing.upperLimit(LOG_LIMIT)).isEqualTo(1_000);
  }

  private static Arm sumOnly(Arm arm) {
    return Arm.withoutSpread(arm.n(), arm.sum());
  }

  /** Asked at every tenth block from the first on that has enough runs. */
  private static boolean reaches(List<Block> blocks, int from, double ofNull) {
    for (int end = from; end <= blocks.size(); end += 10) {
      if (MeanSequence.ofDifference(blocks.subList(0, end)).logAbove(ofNull) >= LOG_LIMIT) {
        return true;
      }
    }
    return false;
  }
}
