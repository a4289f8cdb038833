package dev.leeway.signals.drift.canary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The safe test of two rates, and its anytime-valid limits for their difference.
 *
 * <p>Per block it multiplies {@code p_a(y_a)/q_a(y_a) * p_b(y_b)/q_b(y_b)}, where p_a and p_b are
 * the posterior means of both rates under Beta(0.18, 0.18) from <em>earlier</em> blocks, and (q_a,
 * q_b) is the pair of rates within the null that is nearest to them: the least {@code n
 * KL(p_a||q_a) + m KL(p_b||q_b)}. For the null of equal rates that is their mean weighted by size,
 * {@code q_a = q_b = p_0}. Where the null holds p_a and p_b themselves, the block says nothing.
 *
 * <p>Sources: Turner, Ly, Grünwald, "Generic E-variables for exact sequential k-sample tests that
 * allow for optional stopping", JSPI 230, 2024 (arXiv 2106.02693); for shifted and one-sided nulls
 * Turner, Grünwald, "Exact anytime-valid confidence intervals for contingency tables and beyond",
 * 2023 (arXiv 2203.09785). It is exact at any sample size: a block's expectation is {@code
 * g_a(θ_a)^n g_b(θ_b)^m} with affine g, log-concave and at its greatest, 1, in the projection (q_a,
 * q_b), because the null is convex. Rates may differ from block to block.
 *
 * <p>On several routes each has posterior means of its own: rates differ from route to route, and a
 * bet may rest on whatever was seen before.
 *
 * <p>It takes runs as independent given their block. Where blocks vary by more than that, the log
 * e-value is divided by the dispersion phi: a power below 1 of an e-value is one (Jensen).
 */
public final class SafeRates implements Comparison {
  /** Turner, Ly, Grünwald: the prior with the least regret over all rates. */
  private static final double PRIOR = 0.18;

  /** With fewer blocks nothing can be said of how much they vary. */
  private static final int BLOCKS_FOR_DISPERSION = 20;

  private static final int PROJECTION_STEPS = 34;

  private final List<Block> blocks;
  private final double[] baselineBet;
  private final double[] candidateBet;
  private final double effect;
  private final double phi;

  private SafeRates(List<Block> blocks) {
    this.blocks = blocks;
    baselineBet = new double[blocks.size()];
    candidateBet = new double[blocks.size()];
    Map<String, Arm> a = new HashMap<>();
    Map<String, Arm> b = new HashMap<>();
    double weights = 0;
    double weighted = 0;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      baselineBet[i] = posteriorMean(a.getOrDefault(block.route(), Arm.EMPTY));
      candidateBet[i] = posteriorMean(b.getOrDefault(block.route(), Arm.EMPTY));
      a.merge(block.route(), block.baseline(), Arm::plus);
      b.merge(block.route(), block.candidate(), Arm::plus);
      weights += block.weight();
      weighted += block.weight() * difference(block);
    }
    effect = weights > 0 ? weighted / weights : Double.NaN;
    phi = dispersion(a, b);
  }

  /** Of blocks in order of time, whose arms are rates. */
  public static SafeRates of(List<Block> blocks) {
    return new SafeRates(List.copyOf(blocks));
  }

  /** Candidate's rate less baseline's, within blocks (Mantel, Haenszel). */
  @Override
  public double effect() {
    return effect;
  }

  /** How much more blocks vary than independent runs would; at least 1. */
  public double phi() {
    return phi;
  }

  @Override
  public double logAbove(double difference) {
    return logE(difference, 1) / phi;
  }

  @Override
  public double logBelow(double difference) {
    return logE(difference, -1) / phi;
  }

  /** D8 as it is stated: log e-value against equal rates, either way. */
  public double logUnequal() {
    return logE(0, 0) / phi;
  }

  @Override
  public double least() {
    return -1;
  }

  @Override
  public double greatest() {
    return 1;
  }

  /**
   * Against the null on the other side of the line {@code θ_b = θ_a + shift}.
   *
   * @param side 1 where the alternative lies above the line, -1 where below, 0 where on both sides
   */
  private double logE(double shift, int side) {
    double logE = 0;
    for (int i = 0; i < blocks.size(); i++) {
      double a = baselineBet[i];
      double b = candidateBet[i];
      boolean withinNull = side != 0 && side * (b - a - shift) <= 0;
      if (!withinNull) {
        Block block = blocks.get(i);
        double n = block.baseline().n();
        double m = block.candidate().n();
        double q = nearest(a, b, shift, n, m);
        logE += logRatio(block.baseline(), a, q) + logRatio(block.candidate(), b, q + shift);
      }
    }
    return logE;
  }

  /**
   * The baseline's rate where the line comes nearest to the rates a and b. The divergence is
   * convex, so halving finds where its derivative is zero.
   */
  static double nearest(double a, double b, double shift, double n, double m) {
    if (shift == 0) {
      return (n * a + m * b) / (n + m);
    }
    double low = Math.max(0, -shift);
    double high = Math.min(1, 1 - shift);
    for (int step = 0; step < PROJECTION_STEPS; step++) {
      double x = (low + high) / 2;
      double y = x + shift;
      double slope = n * (x - a) / (x * (1 - x)) + m * (y - b) / (y * (1 - y));
      if (slope < 0) {
        low = x;
      } else {
        high = x;
      }
    }
    return (low + high) / 2;
  }

  private static double logRatio(Arm arm, double bet, double ofNull) {
    double bad = arm.sum();
    double good = arm.n() - bad;
    // At the ends of the range the null allows no bad or no good run at all.
    return (bad > 0 ? bad * Math.log(bet / ofNull) : 0)
        + (good > 0 ? good * Math.log((1 - bet) / (1 - ofNull)) : 0);
  }

  private static double posteriorMean(Arm earlier) {
    return (PRIOR + earlier.sum()) / (2 * PRIOR + earlier.n());
  }

  private static double difference(Block block) {
    return block.candidate().mean() - block.baseline().mean();
  }

  /**
   * The squared differences of blocks over what independent runs at the rates of their route give.
   */
  private double dispersion(Map<String, Arm> baseline, Map<String, Arm> candidate) {
    if (blocks.size() < BLOCKS_FOR_DISPERSION) {
      return 1;
    }
    double seen = 0;
    double expected = 0;
    for (Block block : blocks) {
      double a = baseline.getOrDefault(block.route(), Arm.EMPTY).mean();
      double b = candidate.getOrDefault(block.route(), Arm.EMPTY).mean();
      double weight = block.weight();
      double off = difference(block) - effect;
      seen += weight * weight * off * off;
      expected +=
          weight
              * weight
              * (a * (1 - a) / block.baseline().n() + b * (1 - b) / block.candidate().n());
    }
    return expected > 0 ? Math.max(1, seen / expected) : 1;
  }
}
