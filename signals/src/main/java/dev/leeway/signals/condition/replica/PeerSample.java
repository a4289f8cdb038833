package dev.leeway.signals.condition.replica;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import java.util.Map;

/**
 * What one cohort did: so many runs, so many of them bad, or how its values are distributed.
 *
 * @param bad zero for a value
 * @param values empty for a share
 */
public record PeerSample(long count, long bad, Distribution values) {
  static final PeerSample NONE = new PeerSample(0, 0, Distribution.EMPTY);

  public PeerSample plus(PeerSample other) {
    return new PeerSample(count + other.count, bad + other.bad, values.plus(other.values));
  }

  /** How many are bad, or in that bucket or a higher one. */
  long marked(int fromBucket) {
    return values.isEmpty() ? bad : values.countBetween(fromBucket, Integer.MAX_VALUE);
  }

  /** The bucket that halves the values best: with many alike, the median's or the next one. */
  int middleBucket() {
    double median = values.isEmpty() ? 0 : values.quantile(0.5);
    if (!(median > 0)) {
      return Integer.MIN_VALUE;
    }
    int bucket = Buckets.indexOf(median);
    double half = count / 2.0;
    boolean with = Math.abs(marked(bucket) - half) <= Math.abs(marked(bucket + 1) - half);
    return with ? bucket : bucket + 1;
  }

  /** Mean logarithm of the positive values; NaN where there is none. */
  double meanLog() {
    double sum = 0;
    long n = 0;
    for (Map.Entry<Integer, Long> bucket : values.buckets().entrySet()) {
      long values = Math.max(0, bucket.getValue());
      sum += values * Math.log(Buckets.valueOf(bucket.getKey()));
      n += values;
    }
    return n == 0 ? Double.NaN : sum / n;
  }
}
