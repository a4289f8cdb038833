package dev.leeway.signals.condition.replica;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;

/**
 * How a replica did against what its peers did on the same routes at the same times, summed up.
 *
 * @param marked its runs that were bad, or in the upper half
 * @param expected how many that would be if it did as its peers
 * @param logRatio sum over its values of the log ratio of geometric means
 * @param compared how many values that sum is over
 */
public record PeerTally(long count, long marked, double expected, double logRatio, long compared) {
  public static final PeerTally NONE = new PeerTally(0, 0, 0, 0, 0);

  /** Half a run keeps a share of nothing from being infinitely far off. */
  private static final double HALF = 0.5;

  public PeerTally plus(PeerStep step) {
    boolean values = !Double.isNaN(step.logRatio());
    return new PeerTally(
        count + step.count(),
        marked + step.marked(),
        expected + (double) step.count() * step.peersMarked() / step.peersCount(),
        logRatio + (values ? step.count() * step.logRatio() : 0),
        compared + (values ? step.count() : 0));
  }

  PeerTally plus(PeerTally other) {
    return new PeerTally(
        count + other.count,
        marked + other.marked,
        expected + other.expected,
        logRatio + other.logRatio,
        compared + other.compared);
  }

  /** Share of its runs that are bad; NaN without runs. */
  public double share() {
    return (double) marked / count;
  }

  /** The same of its peers, were they asked as it was. */
  public double expectedShare() {
    return expected / count;
  }

  /**
   * Its own to its peers': of shares, or of geometric means; 1 where there is nothing to compare.
   */
  public double ratio(PeerMeasure measure) {
    if (measure.rate()) {
      return (marked + HALF) / (expected + HALF);
    }
    return compared == 0 ? 1 : Math.exp(logRatio / compared);
  }

  void encode(StateWriter writer) {
    writer.number(count).number(marked).real(expected).real(logRatio).number(compared);
  }

  static PeerTally decode(StateReader reader) {
    return new PeerTally(
        reader.number(), reader.number(), reader.real(), reader.real(), reader.number());
  }
}
