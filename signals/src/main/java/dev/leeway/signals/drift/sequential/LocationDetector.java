package dev.leeway.signals.drift.sequential;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;

/**
 * D3: watches where values lie, as their mid-ranks U in a baseline, by betting on their mean.
 *
 * <p>{@code M_j <- (M_j + 1) prod (1 + l_j (U - m))^(1/phi)} over the runs of a pane, the bets l
 * being positive against "mean at most m" and negative against "mean at least m", mixed by their
 * mean; every {@code |l| < 1 / max(m, 1-m)}, so that no factor is negative. Alarm at log(1/alpha)
 * has an average run length of at least 1/alpha panes under the null (Waudby-Smith, Ramdas, JRSS-B
 * 2024). It needs about half as many runs as {@link DistributionDetector} where a whole
 * distribution slides, and is blind where it only widens. Not thread-safe.
 */
public final class LocationDetector {
  private static final double[] BETS = {0.25, 0.5, 1, 1.5};

  private final double[] bets;
  private final MixtureProcess process;

  public LocationDetector() {
    this(new MixtureProcess(2 * BETS.length), BETS);
  }

  LocationDetector(double... bets) {
    this(new MixtureProcess(2 * bets.length), bets.clone());
  }

  private LocationDetector(MixtureProcess process, double[] bets) {
    this.process = process;
    this.bets = bets;
  }

  /** Takes a closed pane in, as counts of the same bins as the null's reference. */
  public void step(long[] counts, LocationNull nullHypothesis, long paneStartMillis) {
    if (counts.length != nullHypothesis.size()) {
      throw new IllegalArgumentException(
          "bins differ: " + counts.length + " vs " + nullHypothesis.size() + " of the null");
    }
    for (int j = 0; j < bets.length; j++) {
      bet(j, bets[j], nullHypothesis.up(), counts, nullHypothesis, paneStartMillis);
      bet(
          bets.length + j,
          -bets[j],
          nullHypothesis.down(),
          counts,
          nullHypothesis,
          paneStartMillis);
    }
  }

  public double logM() {
    return process.logM();
  }

  public double logCusum() {
    return process.logCusum();
  }

  public long onsetMillis() {
    return process.onsetMillis();
  }

  /** log of the strongest component's evidence since its restart. */
  public double strength() {
    return process.strength();
  }

  public void reset() {
    process.reset();
  }

  public void encode(StateWriter writer) {
    process.encode(writer);
  }

  public static LocationDetector decode(StateReader reader) {
    return new LocationDetector(MixtureProcess.decode(reader), BETS);
  }

  /** A mean outside (0, 1), or one that makes the bet too large, says nothing. */
  private void bet(
      int component, double bet, double mean, long[] counts, LocationNull ranks, long at) {
    if (!(mean > 0 && mean < 1 && Math.abs(bet) * Math.max(mean, 1 - mean) < 1)) {
      return;
    }
    double log = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      log += counts[bin] == 0 ? 0 : counts[bin] * Math.log1p(bet * (ranks.rank(bin) - mean));
    }
    process.step(component, log / ranks.phi(), at);
  }
}
