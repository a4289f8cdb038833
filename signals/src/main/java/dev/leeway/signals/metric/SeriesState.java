package dev.leeway.signals.metric;

import java.util.List;

/**
 * What must be known of a series to read its next point: small, since there are many.
 *
 * @param seen times of points that came, where points don't build on each other
 * @param streams of cumulative points, one per start, the latest first: several processes that
 *     share a name, or one that restarted
 * @param forgottenNanos up to when streams were that are no longer remembered
 * @param layout of the latest histogram with buckets; zero before the first
 */
public record SeriesState(SeenTimes seen, List<Stream> streams, long forgottenNanos, long layout) {
  /** How many streams are remembered; of one more the one that was silent longest is forgotten. */
  static final int STREAMS_MAX = 16;

  public static final SeriesState NEW = new SeriesState(SeenTimes.NONE, List.of(), 0, 0);

  public SeriesState {
    streams = List.copyOf(streams);
  }

  /** What one process has counted since its start. */
  record Stream(long startNanos, long timeNanos, Totals totals) {}

  /** Whether no point came yet. */
  public boolean isNew() {
    return streams.isEmpty() && seen.stretches().isEmpty() && forgottenNanos == 0;
  }
}
