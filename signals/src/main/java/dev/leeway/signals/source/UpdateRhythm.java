package dev.leeway.signals.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How often a source is updated, learned from when it was: the median gap between one update and
 * the next. A median, so that one outage or one backfill changes little.
 *
 * @param gaps how many gaps it rests on
 * @param medianSeconds zero without a gap
 * @param longestSeconds the longest gap of all; zero without one
 */
public record UpdateRhythm(int gaps, double medianSeconds, double longestSeconds) {
  /** Fewer gaps say nothing yet of how long the next may be. */
  public static final int GAPS_NEEDED = 5;

  /**
   * Times told as ages wander by what a scrape takes: so near to each other they are one update.
   */
  public static final long SAME_UPDATE_MILLIS = 5_000;

  public static final UpdateRhythm UNKNOWN = new UpdateRhythm(0, 0, 0);

  public UpdateRhythm {
    if (!(medianSeconds >= 0)) {
      throw new IllegalArgumentException("median gap must be >= 0: " + medianSeconds);
    }
  }

  /** Learns from times in epoch milliseconds, in any order. */
  public static UpdateRhythm of(List<Long> updateMillis) {
    List<Long> gaps = new ArrayList<>();
    Long latest = null;
    for (Long at : updateMillis.stream().sorted().toList()) {
      if (latest != null && at - latest < SAME_UPDATE_MILLIS) {
        continue;
      }
      if (latest != null) {
        gaps.add(at - latest);
      }
      latest = at;
    }
    if (gaps.isEmpty()) {
      return UNKNOWN;
    }
    Collections.sort(gaps);
    int middle = gaps.size() / 2;
    double median =
        gaps.size() % 2 == 1
            ? gaps.get(middle)
            : (gaps.get(middle - 1) + (double) gaps.get(middle)) / 2;
    return new UpdateRhythm(gaps.size(), median / 1_000, gaps.getLast() / 1_000.0);
  }

  /** The same where a longer gap is remembered from before. */
  public UpdateRhythm withGapOf(double seconds) {
    return new UpdateRhythm(gaps, medianSeconds, Math.max(longestSeconds, seconds));
  }

  public boolean isLearned() {
    return gaps >= GAPS_NEEDED;
  }
}
