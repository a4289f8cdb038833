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
 */
public record UpdateRhythm(int gaps, double medianSeconds) {
  /** Fewer gaps say nothing yet of how long the next may be. */
  public static final int GAPS_NEEDED = 5;

  public static final UpdateRhythm UNKNOWN = new UpdateRhythm(0, 0);

  public UpdateRhythm {
    if (!(medianSeconds >= 0)) {
      throw new IllegalArgumentException("median gap must be >= 0: " + medianSeconds);
    }
  }

  /** Learns from times in epoch milliseconds, in any order; the same one twice is one update. */
  public static UpdateRhythm of(List<Long> updateMillis) {
    List<Long> times = updateMillis.stream().distinct().sorted().toList();
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      gaps.add(times.get(i) - times.get(i - 1));
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
    return new UpdateRhythm(gaps.size(), median / 1_000);
  }

  public boolean isLearned() {
    return gaps >= GAPS_NEEDED;
  }
}
