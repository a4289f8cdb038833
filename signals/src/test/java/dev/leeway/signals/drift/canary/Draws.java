package dev.leeway.signals.drift.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** Blocks of two versions, drawn from a seed: a minute each. */
final class Draws {
  private static final long MINUTE = 60_000;

  private Draws() {}

  /** Rates; those of the baseline may differ from block to block. */
  static List<Block> rates(
      SplittableRandom random,
      int blocks,
      int n,
      int m,
      IntToDoubleFunction baseline,
      DoubleUnaryOperator candidateOf) {
    List<Block> drawn = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      double rate = baseline.applyAsDouble(i);
      drawn.add(
          block(
              i,
              Arm.rate(binomial(random, n, rate), n),
              Arm.rate(binomial(random, m, candidateOf.applyAsDouble(rate)), m)));
    }
    return drawn;
  }

  /** Values whose logarithms are normal with deviation {@code sd}, as numbers of their own. */
  static List<Block> logNormal(
      SplittableRandom random,
      int blocks,
      int n,
      int m,
      double sd,
      IntToDoubleFunction baseline,
      double difference) {
    List<Block> drawn = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      double mean = baseline.applyAsDouble(i);
      drawn.add(block(i, normal(random, n, mean, sd), normal(random, m, mean + difference, sd)));
    }
    return drawn;
  }

  static Block block(int minute, Arm baseline, Arm candidate) {
    return new Block(minute * MINUTE, (minute + 1) * MINUTE, baseline, candidate);
  }

  static Arm normal(SplittableRandom random, int n, double mean, double sd) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double value = mean + sd * random.nextGaussian();
      sum += value;
      squares += value * value;
    }
    return new Arm(n, sum, sum, squares);
  }

  static long binomial(SplittableRandom random, int n, double p) {
    long k = 0;
    for (int i = 0; i < n; i++) {
      k += random.nextDouble() < p ? 1 : 0;
    }
    return k;
  }
}
