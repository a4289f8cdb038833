package dev.leeway.signals.metric;

import java.util.Optional;

/**
 * An exponential histogram: with base = 2^(2^-scale), positive bucket i holds values in (base^i,
 * base^(i+1)], negative bucket i the same of the values' amounts, and zeros are those whose amount
 * is at most the threshold. Immutable.
 *
 * <p>Source: OpenTelemetry metrics data model, "ExponentialHistogram". Shapes of any two scales can
 * be added: the finer one is brought to the coarser scale first, which is exact because each of its
 * buckets lies within one of the other.
 */
public final class ExponentialShape implements Shape {
  /** What a scale may be; beyond it a bucket is a point or holds all numbers. */
  public static final int SCALE_MIN = -10;

  public static final int SCALE_MAX = 20;

  /** How many buckets each side may have. */
  public static final int BUCKETS_MAX = 16_384;

  /** From this scale on a bucket is at most 9 % wide, and a finer one tells nothing more. */
  private static final int LAYOUT_SCALE_MAX = 3;

  private final int scale;
  private final double zeroThreshold;
  private final long zeros;
  private final ExponentialBuckets positive;
  private final ExponentialBuckets negative;

  public ExponentialShape(
      int scale,
      double zeroThreshold,
      long zeros,
      ExponentialBuckets positive,
      ExponentialBuckets negative) {
    if (!(scale >= SCALE_MIN && scale <= SCALE_MAX)) {
      throw new IllegalArgumentException("scale must be from -10 to 20: " + scale);
    }
    if (!(zeroThreshold >= 0 && zeroThreshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("zero threshold must be >= 0: " + zeroThreshold);
    }
    if (zeros < 0) {
      throw new IllegalArgumentException("zeros must be >= 0: " + zeros);
    }
    this.scale = scale;
    this.zeroThreshold = zeroThreshold;
    this.zeros = zeros;
    this.positive = positive;
    this.negative = negative;
  }

  public int scale() {
    return scale;
  }

  public double zeroThreshold() {
    return zeroThreshold;
  }

  public long zeros() {
    return zeros;
  }

  public ExponentialBuckets positive() {
    return positive;
  }

  public ExponentialBuckets negative() {
    return negative;
  }

  /** The amount that a bucket's values are greater than; the next bucket's is what they reach. */
  public static double lowerBoundOf(int index, int scale) {
    return Math.pow(2, Math.scalb((double) index, -scale));
  }

  /** The bucket of an amount above zero. */
  public static int indexOf(double amount, int scale) {
    int index = (int) Math.ceil(Math.scalb(Math.log(amount) / Math.log(2), scale)) - 1;
    // The logarithm may err at a boundary, which belongs to the bucket below it.
    if (amount <= lowerBoundOf(index, scale)) {
      return index - 1;
    }
    return amount > lowerBoundOf(index + 1, scale) ? index + 1 : index;
  }

  @Override
  public long layout() {
    return 0x45585000L + Math.min(scale, LAYOUT_SCALE_MAX);
  }

  @Override
  public long count() {
    return zeros + positive.count() + negative.count();
  }

  /**
   * Both together, at the coarser scale and the greater threshold of the two; at a coarser scale
   * still where their buckets would be more than {@value #BUCKETS_MAX}.
   */
  public ExponentialShape plus(ExponentialShape other) {
    ExponentialShape mine = alignedWith(other);
    ExponentialShape theirs = other.alignedWith(this);
    while (mine.scale > SCALE_MIN && mine.spanWith(theirs) > BUCKETS_MAX) {
      mine = mine.downscaledTo(mine.scale - 1);
      theirs = theirs.downscaledTo(mine.scale);
    }
    return new ExponentialShape(
        mine.scale,
        Math.max(mine.zeroThreshold, theirs.zeroThreshold),
        mine.zeros + theirs.zeros,
        mine.positive.plus(theirs.positive),
        mine.negative.plus(theirs.negative));
  }

  @Override
  public Optional<Shape> since(Shape earlier) {
    if (!(earlier instanceof ExponentialShape before)) {
      return Optional.empty();
    }
    ExponentialShape now = alignedWith(before);
    ExponentialShape then = before.alignedWith(this);
    Optional<ExponentialBuckets> above = now.positive.minus(then.positive);
    Optional<ExponentialBuckets> below = now.negative.minus(then.negative);
    if (now.zeros < then.zeros || above.isEmpty() || below.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ExponentialShape(
            now.scale,
            Math.max(now.zeroThreshold, then.zeroThreshold),
            now.zeros - then.zeros,
            above.get(),
            below.get()));
  }

  /** At a scale that is at most this one. */
  ExponentialShape downscaledTo(int coarser) {
    if (coarser == scale) {
      return this;
    }
    if (coarser > scale) {
      throw new IllegalArgumentException("scale must be at most %d: %d".formatted(scale, coarser));
    }
    return new ExponentialShape(
        coarser,
        zeroThreshold,
        zeros,
        positive.downscaled(scale - coarser),
        negative.downscaled(scale - coarser));
  }

  private long spanWith(ExponentialShape other) {
    return Math.max(positive.spanWith(other.positive), negative.spanWith(other.negative));
  }

  private ExponentialShape alignedWith(ExponentialShape other) {
    return downscaledTo(Math.min(scale, other.scale)).withThreshold(other.zeroThreshold);
  }

  /** A bucket that the greater threshold reaches into is zeros as a whole. */
  private ExponentialShape withThreshold(double threshold) {
    if (!(threshold > zeroThreshold)) {
      return this;
    }
    int first = indexOf(threshold, scale) + 1;
    return new ExponentialShape(
        scale,
        threshold,
        zeros + positive.countBelow(first) + negative.countBelow(first),
        positive.from(first),
        negative.from(first));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExponentialShape that
        && scale == that.scale
        && zeroThreshold == that.zeroThreshold
        && zeros == that.zeros
        && positive.equals(that.positive)
        && negative.equals(that.negative);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * positive.hashCode() + negative.hashCode())
        + Long.hashCode(zeros)
        + Double.hashCode(zeroThreshold)
        + scale;
  }

  @Override
  public String toString() {
    return "ExponentialShape[scale=%d, zeros=%d up to %s, positive=%s, negative=%s]"
        .formatted(scale, zeros, zeroThreshold, positive, negative);
  }
}
