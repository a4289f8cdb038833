package dev.leeway.signals.drift.sequential;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;

/**
 * D1: watches a rate by k of n per pane, one e-detector each way.
 *
 * <p>Each side alarms when its log M reaches log(1/alpha), at an average run length of at least
 * 1/alpha panes while the rate stays within {@link RateNull}. Source: Shin, Ramdas, Rinaldo (NEJSDS
 * 2024); alternatives at 1.25, 1.5, 2, 3, 5 and 10 times the null. Panes without runs must not be
 * stepped. Not thread-safe.
 */
public final class RateDetector {
  private static final Alternatives DEFAULT = new Alternatives(1.25, 1.5, 2, 3, 5, 10);

  private final Alternatives alternatives;
  private final MixtureProcess up;
  private final MixtureProcess down;

  public RateDetector() {
    this(DEFAULT);
  }

  RateDetector(Alternatives alternatives) {
    this(
        alternatives,
        new MixtureProcess(alternatives.size()),
        new MixtureProcess(alternatives.size()));
  }

  private RateDetector(Alternatives alternatives, MixtureProcess up, MixtureProcess down) {
    this.alternatives = alternatives;
    this.up = up;
    this.down = down;
  }

  /** Takes a closed pane in: k of n runs were of the kind that is watched. */
  public void step(long k, long n, RateNull nullHypothesis, long paneStartMillis) {
    if (!(k >= 0 && k <= n)) {
      throw new IllegalArgumentException("expected 0 <= k <= n, came " + k + " of " + n);
    }
    double phi = nullHypothesis.phi();
    alternatives.stepUp(up, 0, k, n, nullHypothesis.up(), phi, paneStartMillis);
    alternatives.stepDown(down, 0, k, n, nullHypothesis.down(), phi, paneStartMillis);
  }

  /** The side with more evidence. */
  public Side side() {
    return down.logM() > up.logM() ? Side.DOWN : Side.UP;
  }

  /** log M of the stronger side: it counts as two e-processes. */
  public double logM() {
    return process(side()).logM();
  }

  public double logM(Side side) {
    return process(side).logM();
  }

  public double logCusum(Side side) {
    return process(side).logCusum();
  }

  public long onsetMillis() {
    return process(side()).onsetMillis();
  }

  public void reset() {
    up.reset();
    down.reset();
  }

  public void encode(StateWriter writer) {
    up.encode(writer);
    down.encode(writer);
  }

  public static RateDetector decode(StateReader reader) {
    return new RateDetector(DEFAULT, MixtureProcess.decode(reader), MixtureProcess.decode(reader));
  }

  private MixtureProcess process(Side side) {
    return switch (side) {
      case UP -> up;
      case DOWN -> down;
    };
  }
}
