package dev.leeway.simulator.replay;

import dev.leeway.signals.event.Hashes;

/**
 * Which part of a recording is replayed, decided per session by a seeded hash, so that the same
 * part is chosen each time and sessions stay whole.
 *
 * @param fraction share of the sessions that is kept, above 0 and at most 1
 * @param atLeast a client with fewer requests than this is never thinned below it
 */
record Sampling(double fraction, long atLeast, long seed) {
  static final Sampling ALL = new Sampling(1, 0, 0);

  Sampling {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException("sample must be above 0 and at most 1: " + fraction);
    }
    if (atLeast < 0) {
      throw new IllegalArgumentException("at-least must not be negative: " + atLeast);
    }
  }

  boolean keeps(String session) {
    return fraction == 1 || uniform(session) < fraction;
  }

  /** The share that is kept of a client that has so many requests in all. */
  double fractionOf(double requests) {
    return requests <= 0 ? 1 : Math.min(1, Math.max(fraction, atLeast / requests));
  }

  private double uniform(String session) {
    return (Hashes.hash64(seed + "\0" + session) >>> 11) * 0x1.0p-53;
  }
}
