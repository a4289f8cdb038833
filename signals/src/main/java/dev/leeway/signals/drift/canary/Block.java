package dev.leeway.signals.drift.canary;

/**
 * A stretch of time in which both versions ran, and what both said in it. What differs between two
 * stretches, such as the time of day or a provider's bad minute, is the same for both versions.
 *
 * @param route on which both ran; empty where routes are not told apart
 */
public record Block(long fromMillis, long toMillis, Arm baseline, Arm candidate, String route) {
  public Block {
    if (!(fromMillis < toMillis) || baseline.isEmpty() || candidate.isEmpty()) {
      throw new IllegalArgumentException(
          "expected both versions between %d and %d, came %d and %d values"
              .formatted(fromMillis, toMillis, baseline.n(), candidate.n()));
    }
  }

  public Block(long fromMillis, long toMillis, Arm baseline, Arm candidate) {
    this(fromMillis, toMillis, baseline, candidate, "");
  }

  Block on(String itsRoute) {
    return new Block(fromMillis, toMillis, baseline, candidate, itsRoute);
  }

  /** How many runs of a version this block is worth to a comparison: {@code n m / (n + m)}. */
  double weight() {
    double n = baseline.n();
    double m = candidate.n();
    return n * m / (n + m);
  }

  Block swapped() {
    return new Block(fromMillis, toMillis, candidate, baseline, route);
  }
}
