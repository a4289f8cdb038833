package dev.leeway.signals.drift.canary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The asymptotic confidence sequence of two means, block by block.
 *
 * <p>With weights {@code w = n m/(n+m)} of a block, a contrast {@code d} of its two means that is
 * zero under the null, {@code S = sum w d}, {@code V} the variance of S, {@code t = sum w} and
 * {@code z = S / sqrt(V)}, the one-sided e-value is
 *
 * <pre>E = 2 Φ(z r sqrt(t) / sqrt(t r² + 1)) exp(z² t r² / (2 (t r² + 1))) / sqrt(t r² + 1)</pre>
 *
 * <p>the mixture of a normal likelihood ratio over half of a normal prior; both sides together give
 * the familiar {@code mean ± sd sqrt(2 (t r² + 1)/(t² r²) log(sqrt(t r² + 1)/alpha))}. Source:
 * Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, "Time-uniform central limit theory and asymptotic
 * confidence sequences", Annals of Statistics 52, 2024 (arXiv 2103.06476), theorem 2.2, its
 * Lyapunov form for means that vary over time, and its one-sided form. It holds in the limit of
 * many runs; the caller asks for a least number of them.
 *
 * <p>V is the greater of two estimates: from the variances of single values on a route, where they
 * are known, and from how much blocks differ, where there are at least {@value #BLOCKS_MIN}. The
 * second sees runs that depend on each other.
 */
public final class MeanSequence implements Comparison {
  /** With fewer blocks their own spread is no estimate. */
  static final int BLOCKS_MIN = 20;

  /** What is farther apart is said to be that far apart; differences are of logarithms. */
  private static final double DIFFERENCE_MAX = 10;

  private static final double RATIO_MAX = 1_000;

  /** No value is known better than a sketch tells it: a floor under its relative variance. */
  private static final double RESOLUTION = 0.01 * 0.01;

  /** Tuned to t near 1,000; a limit is within a few per cent of the best from 200 to 5,000. */
  private static final double R_SQUARED = 0.01;

  private static final double LOG_OF_TWO = Math.log(2);
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final List<Block> blocks;
  private final boolean ratio;
  private final double t;
  private final double effect;
  private final double baselineMean;
  private final Map<String, Arm> baselines = new HashMap<>();
  private final Map<String, Arm> candidates = new HashMap<>();

  private MeanSequence(List<Block> blocks, boolean ratio) {
    this.blocks = blocks;
    this.ratio = ratio;
    Arm a = Arm.EMPTY;
    double weights = 0;
    double ofBaseline = 0;
    double ofCandidate = 0;
    for (Block block : blocks) {
      a = a.plus(block.baseline());
      baselines.merge(block.route(), block.baseline(), Arm::plus);
      candidates.merge(block.route(), block.candidate(), Arm::plus);
      weights += block.weight();
      ofBaseline += block.weight() * block.baseline().mean();
      ofCandidate += block.weight() * block.candidate().mean();
    }
    t = weights;
    baselineMean = a.mean();
    if (weights == 0) {
      effect = Double.NaN;
    } else {
      effect = ratio ? ofCandidate / ofBaseline : (ofCandidate - ofBaseline) / weights;
    }
  }

  /** The difference of means: candidate's less baseline's. */
  public static MeanSequence ofDifference(List<Block> blocks) {
    return new MeanSequence(List.copyOf(blocks), false);
  }

  /**
   * The ratio of means, candidate's to baseline's, of values that are not negative: the null of a
   * ratio c is the contrast {@code b - c a} (Fieller).
   */
  public static MeanSequence ofRatio(List<Block> blocks) {
    return new MeanSequence(List.copyOf(blocks), true);
  }

  @Override
  public double effect() {
    return effect;
  }

  @Override
  public double logAbove(double ofNull) {
    return logE(z(ofNull), t);
  }

  @Override
  public double logBelow(double ofNull) {
    return logE(-z(ofNull), t);
  }

  @Override
  public double least() {
    return ratio ? 0 : -DIFFERENCE_MAX;
  }

  @Override
  public double greatest() {
    return ratio ? RATIO_MAX : DIFFERENCE_MAX;
  }

  /** Whether the spread is known well enough to say anything. */
  public boolean known() {
    return variance(noEffect()) > 0;
  }

  /** The variance of S per unit of t at a null. */
  double unitVariance(double ofNull) {
    return variance(ofNull) / t;
  }

  /** The log e-value of a standardised sum after {@code t} effective runs. */
  static double logE(double z, double t) {
    if (Double.isNaN(z)) {
      return Double.NEGATIVE_INFINITY;
    }
    double tr = t * R_SQUARED;
    double u = z * Math.sqrt(tr / (tr + 1));
    return LOG_OF_TWO + logPhi(u) + u * u / 2 - Math.log1p(tr) / 2;
  }

  /** What the effect is where both versions are alike. */
  double noEffect() {
    return ratio ? 1 : 0;
  }

  /** What S gains per unit of t, tested against a null, if that is the effect. */
  double drift(double ifEffect, double ofNull) {
    return (ifEffect - ofNull) * (ratio ? baselineMean : 1);
  }

  private double z(double ofNull) {
    double variance = variance(ofNull);
    double off = 0;
    for (Block block : blocks) {
      off += block.weight() * contrast(block, ofNull);
    }
    return variance > 0 ? off / Math.sqrt(variance) : Double.NaN;
  }

  private double contrast(Block block, double ofNull) {
    return ratio
        ? block.candidate().mean() - ofNull * block.baseline().mean()
        : block.candidate().mean() - block.baseline().mean() - ofNull;
  }

  /** Of S; NaN where neither estimate is known. */
  private double variance(double ofNull) {
    double scale = ratio ? ofNull * ofNull : 1;
    double ofRuns = 0;
    for (Block block : blocks) {
      ofRuns +=
          block.weight()
              * block.weight()
              * (scale * varianceOn(block.route(), baselines) / block.baseline().n()
                  + varianceOn(block.route(), candidates) / block.candidate().n());
    }
    double ofBlocks = blocks.size() < BLOCKS_MIN ? Double.NaN : varianceOfBlocks(ofNull);
    if (Double.isNaN(ofRuns) && Double.isNaN(ofBlocks)) {
      return Double.NaN;
    }
    double level = ratio ? scale * baselineMean * baselineMean : 1;
    double floor = 2 * RESOLUTION * level * t;
    return Math.max(floor, Math.max(known(ofRuns), known(ofBlocks)));
  }

  /** Of single values; between routes they differ by what no block compares. */
  private static double varianceOn(String route, Map<String, Arm> arms) {
    double ofRoute = arms.getOrDefault(route, Arm.EMPTY).variance();
    return Double.isNaN(ofRoute)
        ? arms.values().stream().reduce(Arm.EMPTY, Arm::plus).variance()
        : ofRoute;
  }

  private double varianceOfBlocks(double ofNull) {
    double mean = 0;
    for (Block block : blocks) {
      mean += block.weight() * contrast(block, ofNull) / t;
    }
    double squares = 0;
    for (Block block : blocks) {
      double off = block.weight() * (contrast(block, ofNull) - mean);
      squares += off * off;
    }
    return squares * blocks.size() / (blocks.size() - 1.0);
  }

  private static double known(double variance) {
    return Double.isNaN(variance) ? 0 : variance;
  }

  /** log Φ, also where Φ itself is too small for a double (Abramowitz, Stegun 26.2.12). */
  private static double logPhi(double x) {
    if (x > -30) {
      return Math.log(NORMAL.cumulativeProbability(x));
    }
    return -x * x / 2 - Math.log(-x * Math.sqrt(2 * Math.PI)) + Math.log1p(-1 / (x * x));
  }
}
