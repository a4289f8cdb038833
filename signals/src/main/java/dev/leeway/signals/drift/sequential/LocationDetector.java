package dev.leeway.signals.drift.sequential;

/**
 * D3: watches the mean of values in [0, 1], such as mid-ranks in a baseline, one value a step, by
 * betting.
 *
 * <p>{@code M_j <- (M_j + 1)(1 + l_j (u - m))} for bets l of either sign, mixed by their mean;
 * every {@code |l| < 1 / max(m, 1-m)}, so that no factor is negative. Alarm at 1/alpha has an
 * average run length of at least 1/alpha steps while the mean stays m (Waudby-Smith, Ramdas, JRSS-B
 * 2024). Not thread-safe.
 */
public final class LocationDetector {
  private final double mean;
  private final double[] bets;
  private final MixtureProcess process;

  public LocationDetector(double mean, double... bets) {
    if (!(mean > 0 && mean < 1)) {
      throw new IllegalArgumentException("mean must be within (0, 1): " + mean);
    }
    for (double bet : bets) {
      if (!(Math.abs(bet) < 1 / Math.max(mean, 1 - mean))) {
        throw new IllegalArgumentException("bet is too large for mean " + mean + ": " + bet);
      }
    }
    this.mean = mean;
    this.bets = bets.clone();
    this.process = new MixtureProcess(bets.length);
  }

  public void step(double value, long atMillis) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("value must be within [0, 1]: " + value);
    }
    for (int j = 0; j < bets.length; j++) {
      process.step(j, Math.log1p(bets[j] * (value - mean)), atMillis);
    }
  }

  public double logM() {
    return process.logM();
  }

  public long onsetMillis() {
    return process.onsetMillis();
  }
}
