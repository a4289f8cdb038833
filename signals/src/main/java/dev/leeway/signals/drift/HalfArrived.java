package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.SeriesHistory;
import java.util.stream.LongStream;

/**
 * D6 for panes: whether a pane holds far fewer runs than its time of day has, so that it must not
 * be tested while somebody is known to be behind. What comes later corrects history.
 *
 * <p>{@code n < L - 3.09 sqrt(phi L)} and {@code n < 0.7 L}, with L the least that the hour before,
 * the same hour yesterday and a week ago would give a pane of that length, and 3.09 the 99.9 %
 * quantile of the normal law. Fewer than 20 expected runs tell nothing.
 */
final class HalfArrived {
  private static final double Z999 = 3.090232306167813;
  private static final double EXPECTED_MIN = 20;
  private static final double SHARE_MAX = 0.7;
  private static final long HOUR = SeriesHistory.HOUR;
  private static final long[] HOURS_AGO = {1, 24, 168};

  private HalfArrived() {}

  static boolean isHalf(Pane pane, SeriesHistory history, double phi) {
    double expected = expected(pane, history);
    double runs = pane.counts().count();
    return expected >= EXPECTED_MIN
        && runs < SHARE_MAX * expected
        && runs < expected - Z999 * Math.sqrt(phi * expected);
  }

  /** Runs that a pane of this time usually has at least; zero where nothing is known. */
  static double expected(Pane pane, SeriesHistory history) {
    long hour = Math.floorDiv(pane.startMillis(), HOUR) * HOUR;
    double share = (double) (pane.endMillis() - pane.startMillis()) / HOUR;
    long least =
        LongStream.of(HOURS_AGO)
            .map(ago -> history.allRuns(hour - ago * HOUR, hour - (ago - 1) * HOUR))
            .filter(runs -> runs > 0)
            .min()
            .orElse(0);
    return least * share;
  }
}
