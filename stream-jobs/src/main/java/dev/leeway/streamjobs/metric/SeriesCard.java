package dev.leeway.streamjobs.metric;

/**
 * What is known of a shard as a whole.
 *
 * @param series how many it remembers
 * @param latestAppendMillis append time of its newest record
 */
public record SeriesCard(int series, long latestAppendMillis) {
  static final SeriesCard NEW = new SeriesCard(0, Long.MIN_VALUE);

  SeriesCard heard(long appendMillis) {
    return appendMillis <= latestAppendMillis ? this : new SeriesCard(series, appendMillis);
  }

  SeriesCard plus(int more) {
    return new SeriesCard(series + more, latestAppendMillis);
  }
}
