package dev.leeway.signals.metric;

import java.util.Optional;

/**
 * How the values of a histogram are distributed over its buckets. Immutable.
 *
 * <p>Two shapes are comparable only when their {@link #layout()} is the same: other boundaries make
 * another distribution of the same values, which looks like drift.
 */
public sealed interface Shape permits NoShape, ExplicitShape, ExponentialShape {

  /** Names the boundaries; zero where there are none. */
  long layout();

  /** How many values are in the buckets. */
  long count();

  /**
   * What came to the buckets since the earlier shape of the same series; empty when their
   * boundaries don't allow it, or a bucket holds less than before.
   */
  Optional<Shape> since(Shape earlier);
}
