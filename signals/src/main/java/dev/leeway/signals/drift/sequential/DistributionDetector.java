package dev.leeway.signals.drift.sequential;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Arrays;

/**
 * D2: watches a distribution by counts per bin.
 *
 * <p>"Fell in bin b" is watched as a rate for every bin and both ways, at 1.25, 1.5, 2 and 3 times
 * the null of {@link BinNull}; the mean over bins, sides and alternatives is one e-detector, with
 * an average run length of at least 1/alpha panes at log(1/alpha). It also says which bin moved
 * most. Panes without runs must not be stepped. At most 11 bins. Not thread-safe.
 */
public final class DistributionDetector {
  private static final Alternatives ALTERNATIVES = new Alternatives(1.25, 1.5, 2, 3);

  private final MixtureProcess process;

  public DistributionDetector(int bins) {
    this(new MixtureProcess(bins * 2 * ALTERNATIVES.size()));
  }

  private DistributionDetector(MixtureProcess process) {
    this.process = process;
  }

  /** Takes a closed pane in. */
  public void step(long[] counts, BinNull nullHypothesis, long paneStartMillis) {
    int sides = 2 * ALTERNATIVES.size();
    if (counts.length != nullHypothesis.size() || counts.length * sides != process.components()) {
      throw new IllegalArgumentException(
          "bins differ: %d vs %d of the null and %d of the detector"
              .formatted(counts.length, nullHypothesis.size(), process.components() / sides));
    }
    long n = Arrays.stream(counts).sum();
    for (int bin = 0; bin < counts.length; bin++) {
      int first = bin * sides;
      double phi = nullHypothesis.phi(bin);
      ALTERNATIVES.stepUp(
          process, first, counts[bin], n, nullHypothesis.up(bin), phi, paneStartMillis);
      ALTERNATIVES.stepDown(
          process,
          first + ALTERNATIVES.size(),
          counts[bin],
          n,
          nullHypothesis.down(bin),
          phi,
          paneStartMillis);
    }
  }

  public double logM() {
    return process.logM();
  }

  public long onsetMillis() {
    return process.onsetMillis();
  }

  /** log of the strongest component's evidence since its restart. */
  public double strength() {
    return process.strength();
  }

  /** The bin with the most evidence. */
  public int strongestBin() {
    return process.strongest() / (2 * ALTERNATIVES.size());
  }

  public void reset() {
    process.reset();
  }

  public void encode(StateWriter writer) {
    process.encode(writer);
  }

  public static DistributionDetector decode(StateReader reader) {
    return new DistributionDetector(MixtureProcess.decode(reader));
  }
}
